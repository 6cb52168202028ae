package dev.atelier.workers.commands;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads all of a topic, from a point in time on and for ever, as every worker has to: outside of any consumer group, so
 * that following neither shares the messages out nor counts as a worker. Waits for a broker or topic that is not there.
 */
public final class LogFollower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LogFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PAUSE_MILLIS = 1_000;

    private final String topic;
    private final Instant since;
    private final Map<String, Object> settings;
    private final Consumer<byte[]> reader;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final Thread thread;
    /** Where to go on after a fault of the client: what was read once must not be read twice. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<Optional<KafkaConsumer<byte[], byte[]>>> following =
            new AtomicReference<>(Optional.empty());

    /**
     * @param since the time of the first message that matters
     * @param kafka settings of the broker's clients
     * @param reader gets each message's value, on one thread
     */
    public LogFollower(String topic, Instant since, Map<String, Object> kafka, Consumer<byte[]> reader) {
        this.topic = topic;
        this.since = since;
        this.settings = new HashMap<>(kafka);
        this.settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        this.settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.reader = reader;
        this.thread = new Thread(this::run, "follow-" + topic);
    }

    /** @return completes when all is read that was there at the start */
    public CompletableFuture<Void> start() {
        thread.start();
        return caughtUp;
    }

    private void run() {
        while (isOpen()) {
            try (var consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                following.set(Optional.of(consumer));
                if (isOpen()) {
                    follow(consumer);
                }
            } catch (WakeupException e) {
                // That is how close() interrupts a wait for the broker.
                LOG.debugf("no longer following %s", topic);
            } catch (KafkaException e) {
                LOG.warnf("cannot follow %s, trying again: %s", topic, e.getMessage());
                pause();
            } finally {
                following.set(Optional.empty());
            }
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            LOG.warnf("topic %s does not exist, waiting for it", topic);
            pause();
            return;
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(partitions.stream()
                .collect(Collectors.toMap(partition -> partition, partition -> since.toEpochMilli())));
        partitions.forEach(partition -> {
            OffsetAndTimestamp start = starts.get(partition);
            long first = start == null ? ends.get(partition) : start.offset();
            consumer.seek(partition, positions.getOrDefault(partition, first));
        });
        while (isOpen()) {
            if (!caughtUp.isDone()
                    && partitions.stream().allMatch(partition -> consumer.position(partition) >= ends.get(partition))) {
                caughtUp.complete(null);
            }
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                reader.accept(message.value());
                positions.put(new TopicPartition(message.topic(), message.partition()), message.offset() + 1);
            }
        }
    }

    private void pause() {
        try {
            closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        following.get().ifPresent(KafkaConsumer::wakeup);
        thread.join();
    }
}
