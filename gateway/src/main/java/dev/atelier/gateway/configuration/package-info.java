/** What an installation sets, key by key, in {@link dev.atelier.gateway.configuration.GatewayConfig}. */
package dev.atelier.gateway.configuration;
