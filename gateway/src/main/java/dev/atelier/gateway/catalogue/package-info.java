/**
 * The models as the log tells of them, and which of its moves counted. Start at {@link
 * dev.atelier.gateway.catalogue.CatalogueView}.
 */
package dev.atelier.gateway.catalogue;
