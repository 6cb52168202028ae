package dev.atelier.workers.expansion;

import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.Topic;
import dev.atelier.workers.commands.ReceivedMessage;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Which batches this worker expands: those on the partitions of {@code generation.catalogues} that the workers' second
 * consumer group gives it. A group of its own, since who makes pictures and who expands change hands apart.
 *
 * <p>A partition is read from its start by each new owner, and no offset is ever committed. A batch lives for hours, its
 * request is read in a moment: a committed offset could only say that the request was read, not that the batch is over. That
 * the log of the batch's events says, and so nothing depends on when an offset was written. The topic has one small record
 * for each batch of a month.
 */
final class Ownership {
    private static final Logger LOG = Logger.getLogger(Ownership.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PAUSE_MILLIS = 1_000;
    private static final String GROUP = "atelier-expanders";

    private final Map<String, Object> settings;
    private final Owner owner;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<Optional<KafkaConsumer<byte[], byte[]>>> consuming =
            new AtomicReference<>(Optional.empty());
    private final Thread thread = new Thread(this::run, "own-batches");

    /** Gets to know what it owns; called on one thread. */
    interface Owner {
        /** A request on a partition that is owned. */
        void owns(int partition, Message request);

        /** Whatever is on the partition is no longer owned. */
        void lost(int partition);
    }

    /** @param instance name that stays the same over restarts, so that a worker gets its own partitions back at once */
    Ownership(Map<String, Object> kafka, Optional<String> instance, Owner owner) {
        this.settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        instance.ifPresent(id -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        this.owner = owner;
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (var consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consuming.set(Optional.of(consumer));
                own(consumer);
            } catch (WakeupException e) {
                // That is how close() interrupts a poll.
                LOG.debug("no longer owning batches");
            } catch (KafkaException e) {
                LOG.warnf("cannot take batches, trying again: %s", e.getMessage());
                pause();
            } finally {
                consuming.set(Optional.empty());
            }
        }
    }

    private void own(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.subscribe(List.of(Topic.GENERATION_CATALOGUES), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                consumer.seekToBeginning(partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                partitions.forEach(partition -> owner.lost(partition.partition()));
            }
        });
        while (closing.getCount() > 0) {
            consumer.poll(POLL).forEach(record -> owner.owns(record.partition(), ReceivedMessage.of(record)));
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

    /** Waits that long for the broker to hear of it; else the group notices by the session's end. */
    void close(Duration within) throws InterruptedException {
        closing.countDown();
        consuming.get().ifPresent(KafkaConsumer::wakeup);
        thread.join(within.toMillis());
    }
}
