/**
 * How a webhook is called: its signature, which addresses may be called, the call itself. Start at {@link
 * dev.atelier.gateway.webhooks.Caller}.
 */
package dev.atelier.gateway.webhooks;
