/**
 * A shop's products on their way into its store: read from a file with a line each, or from a data set as it is published, and
 * sent to the gateway, many at once. Start at {@link dev.atelier.standalone.products.ProductImport}.
 */
package dev.atelier.standalone.products;
