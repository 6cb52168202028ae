/** The stage that turns pixels into PNG files which say where they come from. */
package dev.atelier.workers.encoding;
