/** Completed jobs as sheets for people. Start at {@link dev.atelier.gateway.sheets.SheetsResource}. */
package dev.atelier.gateway.sheets;
