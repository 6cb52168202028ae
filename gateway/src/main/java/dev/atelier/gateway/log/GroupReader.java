package dev.atelier.gateway.log;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/**
 * Reads a topic in common with the other gateways: each record is handled by one of them, at least once. Many are under
 * way at a time; committed is what lies before the first that is not done, so that what a gateway leaves behind is taken
 * up by another. A record that is due later takes no place among those under way, nor memory for what it says: it is read
 * once more when it is time.
 */
public final class GroupReader implements Runnable {
    private static final Logger LOG = Logger.getLogger(GroupReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long AGAIN_SECONDS = 1;
    /** About 100 bytes each. */
    private static final int MOST_NOT_YET_DUE = 200_000;

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<SingleRecords> again;
    private final Function<Record, Optional<Instant>> due;
    private final Function<Record, CompletionStage<Void>> handle;
    private final BooleanSupplier ready;
    private final int most;
    private final Clock clock;
    private final NotYetDue notYetDue = new NotYetDue();
    private final Map<TopicPartition, UnfinishedOffsets> unfinished = new ConcurrentHashMap<>();
    private volatile boolean closing;
    private volatile Runnable wakeup = () -> {};

    /**
     * A record of the topic.
     *
     * @param type the CloudEvents type; empty where it has none
     */
    public record Record(String key, String type, byte[] value) {}

    /**
     * @param consumers makes a consumer of the group, which commits nothing by itself
     * @param again reads records when they are due
     * @param due when a record is to be handled; empty where not at all
     * @param handle completes once the record is done; is asked again a second after it failed
     * @param ready whether records can be handled yet
     * @param most records under way
     */
    GroupReader(
            String topic,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<SingleRecords> again,
            Function<Record, Optional<Instant>> due,
            Function<Record, CompletionStage<Void>> handle,
            BooleanSupplier ready,
            int most,
            Clock clock) {
        this.topic = topic;
        this.consumers = consumers;
        this.again = again;
        this.due = due;
        this.handle = handle;
        this.ready = ready;
        this.most = most;
        this.clock = clock;
    }

    @Override
    public void run() {
        while (!closing) {
            try {
                if (ready.getAsBoolean()) {
                    follow();
                } else {
                    TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
                }
            } catch (WakeupException | InterruptException e) {
                LOG.debugf("Reading %s ends", topic);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                closing = true;
            } catch (RuntimeException e) {
                // Of any kind: nobody else would notice that webhooks are no longer called.
                LOG.warnf(e, "Reading %s was interrupted and goes on in a moment", topic);
                CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(AGAIN_SECONDS, TimeUnit.SECONDS))
                        .join();
            }
        }
    }

    private void follow() {
        try (Consumer<byte[], byte[]> consumer = consumers.get();
                SingleRecords single = again.get()) {
            wakeup = consumer::wakeup;
            consumer.subscribe(List.of(topic), new Handover(consumer));
            while (!closing) {
                consumer.poll(POLL).forEach(this::take);
                takeDue(single);
                commit(consumer, unfinished.keySet());
                if (underWay() > most || notYetDue.size() > MOST_NOT_YET_DUE) {
                    consumer.pause(consumer.assignment());
                } else if (!consumer.paused().isEmpty()) {
                    consumer.resume(consumer.paused());
                }
            }
            commit(consumer, unfinished.keySet());
        } finally {
            unfinished.clear();
            notYetDue.clear();
        }
    }

    private int underWay() {
        return pending() - notYetDue.size();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = partition(record);
        UnfinishedOffsets offsets = unfinished.computeIfAbsent(partition, any -> new UnfinishedOffsets());
        Optional<Instant> when = due(read(record));
        if (when.isEmpty()) {
            offsets.passed(record.offset());
            return;
        }
        offsets.begun(record.offset());
        if (when.get().isAfter(clock.instant())) {
            notYetDue.add(partition, record.offset(), when.get());
        } else {
            begin(record);
        }
    }

    private void takeDue(SingleRecords single) {
        notYetDue.take(clock.instant(), Math.max(0, most - underWay())).forEach((partition, offsets) -> {
            single.read(partition, offsets, this::begin).forEach(offset -> {
                LOG.warnf("Record %d of %s is no longer in the log", offset, partition);
                unfinished.get(partition).done(offset);
            });
        });
    }

    private void begin(ConsumerRecord<byte[], byte[]> record) {
        UnfinishedOffsets offsets = unfinished.get(partition(record));
        handle(read(record)).thenRun(() -> offsets.done(record.offset()));
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** What cannot be read never will be. */
    private Optional<Instant> due(Record record) {
        try {
            return due.apply(record);
        } catch (RuntimeException e) {
            skipped(record, e);
            return Optional.empty();
        }
    }

    private void skipped(Record record, RuntimeException why) {
        LOG.warnf("Skipped a record of %s with key %s: %s", topic, record.key(), why.getMessage());
    }

    private CompletionStage<Void> handle(Record record) {
        CompletionStage<Void> handled;
        try {
            handled = handle.apply(record);
        } catch (RuntimeException e) {
            skipped(record, e);
            return CompletableFuture.completedFuture(null);
        }
        return handled.exceptionallyCompose(failure -> {
            LOG.warnf("A record of %s is handled again, key %s: %s", topic, record.key(), failure.getMessage());
            return CompletableFuture.runAsync(
                            () -> {}, CompletableFuture.delayedExecutor(AGAIN_SECONDS, TimeUnit.SECONDS))
                    .thenCompose(later -> closing ? new CompletableFuture<>() : handle(record));
        });
    }

    private static Record read(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader("ce_type");
        return new Record(text(record.key()), type == null ? "" : text(type.value()), record.value());
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private void commit(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (TopicPartition partition : partitions) {
            UnfinishedOffsets of = unfinished.get(partition);
            if (of != null) {
                of.toCommit().ifPresent(offset -> offsets.put(partition, new OffsetAndMetadata(offset)));
            }
        }
        if (!offsets.isEmpty()) {
            try {
                consumer.commitSync(offsets);
                offsets.forEach((partition, offset) -> unfinished.get(partition).committed(offset.offset()));
            } catch (RebalanceInProgressException e) {
                // The next poll takes part in it; what is still this reader's is committed after that.
                LOG.debugf("Offsets of %s cannot be committed yet: %s", topic, e.getMessage());
            }
        }
    }

    /** What is not done stays with the partition: its next reader begins there. */
    private final class Handover implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        Handover(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commit(consumer, partitions);
            drop(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            drop(partitions);
        }

        private void drop(Collection<TopicPartition> partitions) {
            partitions.forEach(unfinished::remove);
            notYetDue.forget(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.debugf("Reads %s", partitions);
        }
    }

    /** Records that are under way or wait for their time. */
    public int pending() {
        return unfinished.values().stream().mapToInt(UnfinishedOffsets::size).sum();
    }

    /** Makes {@link #run} return soon. */
    public void close() {
        closing = true;
        wakeup.run();
    }
}
