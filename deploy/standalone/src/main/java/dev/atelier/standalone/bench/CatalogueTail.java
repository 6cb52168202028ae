package dev.atelier.standalone.bench;

import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The events of batches as they come into the log: seen here as soon as by anybody, whatever a gateway does. */
public final class CatalogueTail implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;

    private CatalogueTail(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * What comes after this call.
     *
     * @param kafka bootstrap servers
     */
    public static CatalogueTail fromNow(String kafka) {
        var events = new TopicPartition(Topic.GENERATION_CATALOGUE_EVENTS, 0);
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "reconnect.backoff.max.ms", 200);
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(events));
        consumer.seekToEnd(List.of(events));
        // Asks the broker, so that the end is that of now and not of the first poll.
        consumer.position(events);
        return new CatalogueTail(consumer);
    }

    /** What has come since the last call; where nothing has, waits for a moment. */
    public List<CatalogueEvent> next() {
        var events = new ArrayList<CatalogueEvent>();
        consumer.poll(POLL).forEach(message -> events.add(MessageCodec.readCatalogueEvent(message.value())));
        return events;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
