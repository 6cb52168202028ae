package dev.atelier.gateway.log;

import dev.atelier.contract.messages.Message;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes messages to the log, acknowledged by all replicas in sync. */
public final class LogWriter {
    private final Producer<byte[], byte[]> producer;

    /** @param producer bounded in time: it is what keeps a request from hanging */
    public LogWriter(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Sends a message. May block for the producer's {@code max.block.ms}, so not for an event loop.
     *
     * @return completes once the message is in the log, or with {@link LogUnavailableException}
     */
    public CompletableFuture<Void> write(Message message) {
        var written = new CompletableFuture<Void>();
        try {
            producer.send(record(message), (metadata, failure) -> {
                if (failure == null) {
                    written.complete(null);
                } else {
                    written.completeExceptionally(unavailable(message, failure));
                }
            });
        } catch (KafkaException e) {
            written.completeExceptionally(unavailable(message, e));
        }
        return written;
    }

    private static LogUnavailableException unavailable(Message message, Exception failure) {
        return new LogUnavailableException(
                "nothing could be written to " + message.topic() + ": " + failure.getMessage(), failure);
    }

    private static ProducerRecord<byte[], byte[]> record(Message message) {
        byte[] key = message.key().getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<>(message.topic(), key, message.value());
        message.headers().forEach(record.headers()::add);
        return record;
    }
}
