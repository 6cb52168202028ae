/**
 * Reading what clients send, strictly and with all mistakes at once. Start at {@link
 * dev.atelier.gateway.requests.JsonBody}.
 */
package dev.atelier.gateway.requests;
