/**
 * Batches of whole catalogues as the log tells of them, and who watches them. Start at {@link
 * dev.atelier.gateway.batches.BatchView}.
 */
package dev.atelier.gateway.batches;
