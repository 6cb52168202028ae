package dev.atelier.standalone.system;

import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the log says of batches. */
final class CatalogueLog {
    private static final Duration POLL = Duration.ofSeconds(1);

    private CatalogueLog() {}

    /** Every report of a stored shard, by its number, repetitions included. */
    static Map<Integer, List<ShardStored>> stored(RunningAtelier running, String batch) throws IOException {
        var reports = new TreeMap<Integer, List<ShardStored>>();
        var events = new TopicPartition(Topic.GENERATION_CATALOGUE_EVENTS, 0);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", running.state().path("kafka").textValue());
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(events));
            consumer.seekToBeginning(List.of(events));
            long end = consumer.endOffsets(List.of(events)).get(events);
            while (consumer.position(events) < end) {
                consumer.poll(POLL).forEach(message -> {
                    if (MessageCodec.readCatalogueEvent(message.value()) instanceof ShardStored stored
                            && stored.batch().equals(batch)) {
                        reports.computeIfAbsent(stored.shard(), shard -> new ArrayList<>())
                                .add(stored);
                    }
                });
            }
        }
        return reports;
    }
}
