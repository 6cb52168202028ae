/**
 * Kafka: a reader without a group that follows topics from their start and hands each record to a fold, a writer whose
 * answer comes within seconds, and a look at the broker from outside. Everything else in the gateway is free of Kafka's
 * classes. Start at {@link dev.atelier.gateway.log.LogReader}.
 */
package dev.atelier.gateway.log;
