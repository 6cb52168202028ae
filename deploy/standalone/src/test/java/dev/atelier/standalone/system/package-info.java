/** The packaged command, driven as a person would. Start at {@link dev.atelier.standalone.system.DemoST}. */
package dev.atelier.standalone.system;
