/**
 * What travels over Kafka: topics, and records that read and write themselves as CloudEvents 1.0 in binary mode with
 * JSON payloads of a schema version. Free of Kafka's classes: a {@link dev.atelier.contract.messages.Message} is key,
 * headers and bytes. Start at {@link dev.atelier.contract.messages.MessageCodec}.
 */
package dev.atelier.contract.messages;
