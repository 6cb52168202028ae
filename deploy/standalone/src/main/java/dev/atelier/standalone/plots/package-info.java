/** Curves on paper, as PNG files. Start at {@link dev.atelier.standalone.plots.Chart}. */
package dev.atelier.standalone.plots;
