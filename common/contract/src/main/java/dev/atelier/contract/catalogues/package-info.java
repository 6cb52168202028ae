/** Batches of a whole catalogue: which items they want, and where the pictures lie. */
package dev.atelier.contract.catalogues;
