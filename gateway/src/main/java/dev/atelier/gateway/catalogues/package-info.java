/**
 * Whole catalogues over HTTP: a file of wanted items streams through here into the store while it is checked as a whole, and
 * becomes a batch; then look, follow, pause, resume, cancel, retry, and read what was made. Start at {@link
 * dev.atelier.gateway.catalogues.CataloguesResource}.
 */
package dev.atelier.gateway.catalogues;
