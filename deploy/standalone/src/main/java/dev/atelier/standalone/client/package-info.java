/**
 * Speaks HTTP with a gateway, as any client would. Fields it does not know are ignored, so that it gets along with a newer
 * gateway. Start at {@link dev.atelier.standalone.client.Gateway}.
 */
package dev.atelier.standalone.client;
