package dev.atelier.workers.commands;

import dev.atelier.contract.messages.Message;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the broker as a message. */
public final class ReceivedMessage {
    private ReceivedMessage() {}

    public static Message of(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, byte[]>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        return new Message(record.topic(), key, headers, record.value());
    }
}
