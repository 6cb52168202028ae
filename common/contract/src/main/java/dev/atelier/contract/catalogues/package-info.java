/** Batches of a whole catalogue: which items they want. */
package dev.atelier.contract.catalogues;
