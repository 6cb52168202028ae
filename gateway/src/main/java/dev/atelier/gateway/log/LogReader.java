package dev.atelier.gateway.log;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Follows whole topics without a consumer group: every gateway reads everything, from the start or from where records
 * still matter, and commits nothing. One thread reads and applies.
 *
 * <p>It outlives the broker: while that is away nothing arrives, and after a fault of the client a new one goes on where
 * the last one was.
 */
public final class LogReader implements Runnable {
    private static final Logger LOG = Logger.getLogger(LogReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(30);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Map<String, TopicFold> folds;
    private final Runnable betweenPolls;
    private final Clock clock;
    private final Barrier barrier;
    private final CatchUp catchUp = new CatchUp();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private volatile boolean closing;
    private volatile Runnable wakeup = () -> {};
    private volatile long lag;
    private long lookedForPartitions;
    private long betweenPollsRan = System.nanoTime();
    private String complaint = "";

    /**
     * @param consumers makes a consumer that starts at the earliest record where an offset is out of range
     * @param barrier is told of every record that was applied
     * @param betweenPolls runs on the reading thread once or twice a second
     */
    public LogReader(
            Supplier<Consumer<byte[], byte[]>> consumers,
            List<TopicFold> folds,
            Runnable betweenPolls,
            Barrier barrier,
            Clock clock) {
        this.consumers = consumers;
        this.barrier = barrier;
        this.folds = folds.stream().collect(Collectors.toMap(TopicFold::topic, Function.identity()));
        this.betweenPolls = betweenPolls;
        this.clock = clock;
    }

    @Override
    public void run() {
        while (!closing) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                wakeup = consumer::wakeup;
                follow(consumer);
            } catch (WakeupException | InterruptException e) {
                LOG.debug("Reading the log ends");
            } catch (RuntimeException e) {
                // Of any kind: a reader that ends is a gateway that answers nothing any more.
                LOG.warnf(e, "Reading the log was interrupted and goes on in a moment");
                pause();
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        while (!closing && !assign(consumer)) {
            pause();
        }
        while (!closing) {
            if (!catchUp.done()) {
                keepTogether(consumer);
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (TopicPartition partition : records.partitions()) {
                records.records(partition).forEach(this::apply);
            }
            boolean all = records.isEmpty() || !catchUp.done() || barrier.isAwaited();
            noteProgress(consumer, all ? consumer.assignment() : records.partitions());
            if (catchUp.done() && !consumer.paused().isEmpty()) {
                consumer.resume(consumer.paused());
            }
            if (System.nanoTime() - betweenPollsRan > BETWEEN_POLLS.toNanos()) {
                betweenPollsRan = System.nanoTime();
                lag = consumer.assignment().stream()
                        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                        .sum();
                betweenPolls.run();
            }
            if (System.nanoTime() - lookedForPartitions > LOOK_FOR_PARTITIONS.toNanos()) {
                assign(consumer);
            }
        }
    }

    /** @param partitions of which something may have come; under load the others are not looked at for nothing */
    private void noteProgress(Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
        var reached = new HashMap<TopicPartition, Long>();
        for (TopicPartition partition : partitions) {
            long position = consumer.position(partition);
            reached.put(partition, position);
            catchUp.reached(partition, position);
        }
        positions.putAll(reached);
        barrier.reached(reached);
    }

    /**
     * Holds back a topic that is far ahead of the others, so that catching up with a long log needs no more memory than
     * following it. Where each waits for another, all go on.
     */
    private void keepTogether(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> held = consumer.assignment().stream()
                .filter(partition ->
                        folds.get(partition.topic()).ahead().getAsBoolean() && catchUp.othersLeft(partition.topic()))
                .collect(Collectors.toSet());
        boolean deadlock = consumer.assignment().stream()
                .filter(partition -> !held.contains(partition))
                .noneMatch(catchUp::isLeft);
        consumer.resume(consumer.paused());
        if (!deadlock) {
            consumer.pause(held);
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        try {
            folds.get(record.topic()).apply().accept(record.value());
        } catch (RuntimeException e) {
            // Whatever is wrong with one record must not keep the others from being read.
            LOG.warnf(
                    "Skipped a record that cannot be read: topic %s, partition %d, offset %d: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    /** Assigns all partitions there are; false, and nothing assigned, while a topic is missing or no broker answers. */
    private boolean assign(Consumer<byte[], byte[]> consumer) {
        Set<TopicPartition> found = new HashSet<>();
        for (String topic : folds.keySet()) {
            List<PartitionInfo> partitions = partitionsOf(consumer, topic);
            if (partitions.isEmpty()) {
                return false;
            }
            partitions.forEach(info -> found.add(new TopicPartition(topic, info.partition())));
        }
        lookedForPartitions = System.nanoTime();
        if (found.equals(consumer.assignment())) {
            return true;
        }
        Map<TopicPartition, Long> ends = catchUp.begun() ? Map.of() : consumer.endOffsets(found);
        Map<TopicPartition, Long> starts = startOf(consumer, found);
        consumer.assign(found);
        starts.forEach(consumer::seek);
        if (!catchUp.begun()) {
            catchUp.begin(ends);
        }
        return true;
    }

    private List<PartitionInfo> partitionsOf(Consumer<byte[], byte[]> consumer, String topic) {
        try {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            if (partitions != null && !partitions.isEmpty()) {
                return partitions;
            }
            complain("topic " + topic + " does not exist");
        } catch (RetriableException e) {
            complain("topic " + topic + " cannot be looked up: " + e.getMessage());
        }
        return List.of();
    }

    /** Says once what is tried again every second. */
    private void complain(String what) {
        if (!what.equals(complaint)) {
            LOG.warnf("The log cannot be read completely yet: %s", what);
            complaint = what;
        }
    }

    /** Where to begin: where this reader was, else the first record within reach, else the first of all. */
    private Map<TopicPartition, Long> startOf(Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
        var times = new HashMap<TopicPartition, Long>();
        var fromFirst = new ArrayList<TopicPartition>();
        var starts = new HashMap<TopicPartition, Long>();
        for (TopicPartition partition : partitions) {
            var reach = folds.get(partition.topic()).reach();
            if (positions.containsKey(partition)) {
                starts.put(partition, positions.get(partition));
            } else if (reach.isPresent()) {
                times.put(partition, clock.instant().minus(reach.get()).toEpochMilli());
            } else {
                fromFirst.add(partition);
            }
        }
        starts.putAll(consumer.beginningOffsets(fromFirst));
        if (times.isEmpty()) {
            return starts;
        }
        Map<TopicPartition, OffsetAndTimestamp> byTime = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> ends = consumer.endOffsets(times.keySet());
        for (TopicPartition partition : times.keySet()) {
            OffsetAndTimestamp first = byTime.get(partition);
            starts.put(partition, first == null ? ends.get(partition) : first.offset());
        }
        return starts;
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    /** Makes {@link #run} return soon. */
    public void close() {
        closing = true;
        wakeup.run();
    }

    /** Whether everything that was in the log at the start has been applied. */
    public boolean caughtUp() {
        return catchUp.done();
    }

    /** For people: how far it is. */
    public String progress() {
        if (!catchUp.begun()) {
            return "waiting for the broker and its topics";
        }
        return catchUp.done() ? "following" : catchUp.partitionsLeft() + " partitions to be read";
    }

    /** Records that are in the log and not applied yet, as of the last poll. */
    public long lag() {
        return lag;
    }
}
