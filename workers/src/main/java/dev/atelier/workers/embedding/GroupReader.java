package dev.atelier.workers.embedding;

import dev.atelier.contract.messages.Message;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.workers.commands.ReceivedMessage;
import dev.atelier.workers.outages.StorePatience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads a topic with a consumer group: some messages are taken, handled, committed, then the next ones are taken. While the
 * store is away or there is no embedder the same ones are tried again, and the consumer goes on to be a member of its group;
 * a message that fails by itself holds up no other, see {@link OneByOne}.
 *
 * <p>A committed offset carries a mark of what handled the messages before it. Where that is another one now, the partition
 * is read again from its start: so a new embedder sees all products, whoever was running when it came. What is superseded
 * is passed over, see {@link Superseded}.
 */
final class GroupReader {
    private static final Logger LOG = Logger.getLogger(GroupReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration COMMIT = Duration.ofSeconds(5);
    /** Of a partition that is looked through for what is superseded nothing is polled. */
    private static final Duration LOOKS_THROUGH_WITHIN = Duration.ofHours(1);
    /** A group that is just forming keeps its members for longer; who leaves without a word is missed for a session. */
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(1);

    private static final long PAUSE_MILLIS = 1_000;

    private final String topic;
    private final Map<String, Object> settings;
    private final Work work;
    private final OneByOne oneByOne;
    private final StorePatience patience;
    private final Optional<Superseded> superseded;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    /** Of the assigned partitions. */
    private final Map<TopicPartition, String> marks = new HashMap<>();

    private final List<ConsumerRecord<byte[], byte[]>> pending = new ArrayList<>();

    /** What is done with messages; called on one thread. */
    interface Work {
        /** Names what handles messages now; empty where nothing can, which makes them wait. */
        Optional<String> mark();

        /** Whether a message is needless where a newer one of its key is there. */
        boolean newestOnly();

        /**
         * Handles messages to the end: afterwards they are never seen again.
         *
         * @throws StoreUnavailableException to be given the same ones again
         * @throws NoEmbedderException to be given the same ones again
         */
        void handle(List<Message> messages) throws InterruptedException;

        /**
         * Tells whoever waits that a message cannot be handled, now or later.
         *
         * @param code of {@link dev.atelier.contract.messages.EmbeddingAnswer}
         * @param reason a sentence
         */
        void giveUp(Message message, String code, String reason) throws InterruptedException;
    }

    /** @param most messages handled at one time */
    GroupReader(String topic, String group, int most, Map<String, Object> kafka, Work work, StorePatience patience) {
        this.topic = topic;
        this.work = work;
        oneByOne = new OneByOne(work);
        this.patience = patience;
        settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, most);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        if (work.newestOnly()) {
            settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Math.toIntExact(LOOKS_THROUGH_WITHIN.toMillis()));
            superseded = Optional.of(new Superseded(kafka, this::isOpen));
        } else {
            superseded = Optional.empty();
        }
        thread = new Thread(this::run, "read-" + topic);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (isOpen()) {
            try {
                readAsMember();
            } catch (KafkaException e) {
                if (isOpen()) {
                    LOG.warnf("cannot read %s, trying again: %s", topic, e.getMessage());
                    pause();
                }
            } catch (InterruptedException e) {
                LOG.debugf("no longer reading %s", topic);
                closing.countDown();
            } catch (RuntimeException e) {
                LOG.errorf(e, "messages of %s cannot be handled, trying again", topic);
                pause();
            }
        }
    }

    private void readAsMember() throws InterruptedException {
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            read(consumer);
        } finally {
            consumer.close(CloseOptions.timeout(LEAVES_WITHIN));
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) throws InterruptedException {
        forget(marks.keySet());
        marks.clear();
        pending.clear();
        consumer.subscribe(List.of(topic), rebalances(consumer));
        while (isOpen()) {
            Optional<String> mark = work.mark();
            if (mark.isPresent() && pending.isEmpty()) {
                consumer.resume(consumer.paused());
            } else {
                consumer.pause(consumer.assignment());
            }
            consumer.poll(POLL).forEach(pending::add);
            // After the poll, which may have brought a partition and its records at once: a commit of these would
            // say that all before them was handled too.
            mark.ifPresent(now -> beginAgainWhereOther(consumer, now));
            if (mark.isPresent() && !pending.isEmpty() && isOpen()) {
                handle(consumer, mark.get());
            }
        }
    }

    private ConsumerRebalanceListener rebalances(KafkaConsumer<byte[], byte[]> consumer) {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                consumer.committed(new HashSet<>(partitions))
                        .forEach((partition, committed) ->
                                marks.put(partition, committed == null ? "" : committed.metadata()));
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                marks.keySet().removeAll(partitions);
                forget(partitions);
            }
        };
    }

    private void forget(Collection<TopicPartition> partitions) {
        pending.removeIf(record -> partitions.contains(new TopicPartition(record.topic(), record.partition())));
        superseded.ifPresent(records -> records.forget(partitions));
    }

    private void beginAgainWhereOther(KafkaConsumer<byte[], byte[]> consumer, String mark) {
        Set<TopicPartition> other = new HashSet<>(consumer.assignment());
        other.removeIf(partition -> mark.equals(marks.get(partition)));
        if (!other.isEmpty()) {
            consumer.seekToBeginning(other);
            forget(other);
            other.forEach(partition -> marks.put(partition, mark));
        }
    }

    private void handle(KafkaConsumer<byte[], byte[]> consumer, String mark) throws InterruptedException {
        try {
            List<Message> messages = pending.stream()
                    .filter(record -> superseded.isEmpty() || !superseded.get().contains(record))
                    .map(ReceivedMessage::of)
                    .toList();
            if (!isOpen()) {
                // What is superseded may not be known to the end.
                return;
            }
            oneByOne.handle(messages);
            patience.found();
        } catch (StoreUnavailableException e) {
            // The next poll, of a paused consumer, is the pause before the next try.
            patience.missed(e);
            return;
        } catch (NoEmbedderException e) {
            LOG.warnf("messages of %s wait for an embedder: %s", topic, e.getMessage());
            pause();
            return;
        }
        commit(consumer, mark);
        pending.clear();
    }

    private void commit(KafkaConsumer<byte[], byte[]> consumer, String mark) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : pending) {
            offsets.put(
                    new TopicPartition(record.topic(), record.partition()),
                    new OffsetAndMetadata(record.offset() + 1, mark));
        }
        offsets.keySet().retainAll(consumer.assignment());
        try {
            consumer.commitSync(offsets, COMMIT);
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.debugf("what was handled of %s comes to its next reader again: %s", topic, e.getMessage());
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

    /** Begins no further message. */
    void close() {
        closing.countDown();
    }

    /**
     * Finishes the messages that it has begun.
     *
     * @return whether that was done in time; else they stay with the broker
     */
    boolean drain(Duration within) throws InterruptedException {
        close();
        thread.join(Math.max(1, within.toMillis()));
        boolean drained = !thread.isAlive();
        thread.interrupt();
        return drained;
    }
}
