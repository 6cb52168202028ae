package dev.atelier.gateway.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
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
 * up by another.
 */
public final class GroupReader implements Runnable {
    private static final Logger LOG = Logger.getLogger(GroupReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long AGAIN_SECONDS = 1;

    private final String group;
    private final String topic;
    private final Function<String, Consumer<byte[], byte[]>> consumers;
    private final Predicate<Record> wanted;
    private final Function<Record, CompletionStage<Void>> handle;
    private final BooleanSupplier ready;
    private final int most;
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
     * @param consumers makes a consumer of a group, which commits nothing by itself
     * @param wanted what is handled at all, by a glance at the record
     * @param handle completes once the record is done; is asked again a second after it failed
     * @param ready whether records can be handled yet
     * @param most records under way
     */
    GroupReader(
            String group,
            String topic,
            Function<String, Consumer<byte[], byte[]>> consumers,
            Predicate<Record> wanted,
            Function<Record, CompletionStage<Void>> handle,
            BooleanSupplier ready,
            int most) {
        this.group = group;
        this.topic = topic;
        this.consumers = consumers;
        this.wanted = wanted;
        this.handle = handle;
        this.ready = ready;
        this.most = most;
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
        try (Consumer<byte[], byte[]> consumer = consumers.apply(group)) {
            wakeup = consumer::wakeup;
            consumer.subscribe(List.of(topic), new Handover(consumer));
            while (!closing) {
                consumer.poll(POLL).forEach(this::take);
                commit(consumer, unfinished.keySet());
                if (pending() > most) {
                    consumer.pause(consumer.assignment());
                } else if (!consumer.paused().isEmpty()) {
                    consumer.resume(consumer.paused());
                }
            }
            commit(consumer, unfinished.keySet());
        } finally {
            unfinished.clear();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        UnfinishedOffsets offsets = unfinished.computeIfAbsent(partition, any -> new UnfinishedOffsets());
        Record read = read(record);
        if (!wanted.test(read)) {
            offsets.passed(record.offset());
            return;
        }
        offsets.begun(record.offset());
        handle(read).thenRun(() -> offsets.done(record.offset()));
    }

    private CompletionStage<Void> handle(Record record) {
        CompletionStage<Void> handled;
        try {
            handled = handle.apply(record);
        } catch (RuntimeException e) {
            // It cannot be read, and never will be.
            LOG.warnf("Skipped a record of %s with key %s: %s", topic, record.key(), e.getMessage());
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
            partitions.forEach(unfinished::remove);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(unfinished::remove);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.debugf("Reads %s", partitions);
        }
    }

    /** Records that are under way. */
    public int pending() {
        return unfinished.values().stream().mapToInt(UnfinishedOffsets::size).sum();
    }

    /** Makes {@link #run} return soon. */
    public void close() {
        closing = true;
        wakeup.run();
    }
}
