/**
 * Batches of a whole catalogue: which items they want ({@link dev.atelier.contract.catalogues.WantedItems} reads them), how
 * they stand ({@link dev.atelier.contract.catalogues.Batches} folds the log), and where their pictures lie.
 */
package dev.atelier.contract.catalogues;
