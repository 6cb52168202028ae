/** Sheets of what a model can make, asked for through a gateway. Start at {@link dev.atelier.standalone.sheets.ModelSheet}. */
package dev.atelier.standalone.sheets;
