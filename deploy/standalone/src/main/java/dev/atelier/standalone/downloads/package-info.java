/** Bringing what a batch made to this machine, checked. Start at {@link dev.atelier.standalone.downloads.Download}. */
package dev.atelier.standalone.downloads;
