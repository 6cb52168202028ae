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
     * @return the offsets of those that it has no longer
     * @throws TimeoutException where none comes for a time
     */
    SortedSet<Long> read(
            TopicPartition partition,
            SortedSet<Long> offsets,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        var left = new TreeSet<>(offsets);
        var gone = new TreeSet<Long>();
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
            // What lies before the position and was not read the topic has no longer.
            SortedSet<Long> passed = left.headSet(consumer.position(partition));
            gone.addAll(passed);
            passed.clear();
            if (!left.isEmpty() && System.nanoTime() > deadline) {
                throw new TimeoutException("record " + left.first() + " of " + partition + " did not come within "
                        + PATIENCE.toSeconds() + " s");
            }
        }
        return gone;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
