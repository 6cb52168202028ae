/**
 * How much each tenant may ask for. Start at {@link dev.atelier.gateway.quotas.Quotas}. It knows neither Kafka nor HTTP.
 */
package dev.atelier.gateway.quotas;
