package dev.atelier.workers.intake;

import dev.atelier.contract.messages.Message;
import dev.atelier.workers.jobs.Delivery;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record of the broker as a delivery. */
record KafkaDelivery(Message message, Runnable acknowledgement) implements Delivery {
    /** Headers that the messaging library adds on arrival; they are not the sender's. */
    private static final String LIBRARY_HEADERS = "__smallrye_";

    /** @param released called once the acknowledgement is on its way */
    static KafkaDelivery of(org.eclipse.microprofile.reactive.messaging.Message<byte[]> incoming, Runnable released) {
        ConsumerRecord<?, ?> record = incoming.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow(() -> new IllegalStateException("the channel of requests is not connected to Kafka"))
                .getRecord();
        String key = record.key() == null ? "" : record.key().toString();
        byte[] value = incoming.getPayload() == null ? new byte[0] : incoming.getPayload();
        return new KafkaDelivery(new Message(record.topic(), key, headers(record), value), () -> {
            incoming.ack();
            released.run();
        });
    }

    private static Map<String, byte[]> headers(ConsumerRecord<?, ?> record) {
        var headers = new LinkedHashMap<String, byte[]>();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(LIBRARY_HEADERS)) {
                headers.put(header.key(), header.value());
            }
        }
        return headers;
    }

    @Override
    public void acknowledge() {
        acknowledgement.run();
    }
}
