/**
 * Which webhooks are called, when, and by which gateway. Start at {@link dev.atelier.gateway.deliveries.Deliveries}.
 */
package dev.atelier.gateway.deliveries;
