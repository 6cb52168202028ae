package dev.atelier.gateway.log;

import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads single records of a partition once more, by their offsets. Used by one thread. */
final class SingleRecords implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;

    /** @param consumer without a group, that goes on at the earliest record where one is gone */
    SingleRecords(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Those that the topic still has, in order.
     *
     * @throws TimeoutException where none comes for a time
     */
    void read(
            TopicPartition partition,
            SortedSet<Long> offsets,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var left = new TreeSet<>(offsets);
        consumer.assign(List.of(partition));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!left.isEmpty()) {
            consumer.seek(partition, left.first());
            for (var record : consumer.poll(POLL).records(partition)) {
                if (left.remove(record.offset())) {
                    each.accept(record);
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                }
            }
            // Before the position lies what was read or what the topic has no longer.
            left.headSet(consumer.position(partition)).clear();
            if (!left.isEmpty() && System.nanoTime() > deadline) {
                throw new TimeoutException("record " + left.first() + " of " + partition + " did not come within "
                        + PATIENCE.toSeconds() + " s");
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
