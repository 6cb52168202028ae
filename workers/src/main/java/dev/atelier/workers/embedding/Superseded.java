package dev.atelier.workers.embedding;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Which records have a newer one of their key behind them. Of a topic that keeps the newest of each key the broker forgets
 * the others late: who reads it again from its start would say again what a product once cost, or that it is there.
 *
 * <p>A partition is looked through when the first of its records is asked about, from that one to the end, which takes as
 * long as reading it; afterwards a bit for each record is kept. For one thread.
 */
final class Superseded {
    private static final Duration POLL = Duration.ofMillis(250);

    private final Map<String, Object> settings;
    private final BooleanSupplier isOpen;
    private final Map<TopicPartition, Passed> passed = new HashMap<>();

    /** @param offsets of the records that are superseded, counted from the first */
    private record Passed(long first, BitSet offsets) {}

    /**
     * @param kafka settings of the broker's clients
     * @param isOpen asked between two reads; what is not wanted any more ends early
     */
    Superseded(Map<String, Object> kafka, BooleanSupplier isOpen) {
        this.isOpen = isOpen;
        settings = new HashMap<>(kafka);
        // Outside of any group: the partition stays with who asks.
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    }

    /** @param record none before the first that was asked about since the partition was forgotten */
    boolean contains(ConsumerRecord<byte[], byte[]> record) {
        Passed of = passed.computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()),
                partition -> lookThrough(partition, record.offset()));
        return of.offsets().get(Math.toIntExact(record.offset() - of.first()));
    }

    private Passed lookThrough(TopicPartition partition, long first) {
        var offsets = new BitSet();
        var newest = new HashMap<ByteBuffer, Long>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, first);
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (isOpen.getAsBoolean() && consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    // What has no key is nobody's, and is put away by who handles it.
                    Optional.ofNullable(record.key())
                            .map(key -> newest.put(ByteBuffer.wrap(key), record.offset()))
                            .ifPresent(before -> offsets.set(Math.toIntExact(before - first)));
                }
            }
        }
        return new Passed(first, offsets);
    }

    /** They are read by another, or from another place on. */
    void forget(Collection<TopicPartition> partitions) {
        passed.keySet().removeAll(partitions);
    }
}
