package dev.atelier.trainer.retraining.log;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.UnreadableMessageException;
import dev.atelier.contract.trainings.TrainingRuns;
import dev.atelier.trainer.registry.LogClients;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic {@code training.events}: a thread reads it from its start and keeps the fold; anyone appends. What a trainer
 * wrote counts only once it has read it back, since another may have been first: {@link #write} waits for that.
 */
public final class TrainingLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingLog.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topic.TRAINING_EVENTS, 0);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PAUSE_MILLIS = 500;
    private static final MessageCodec CODEC = new MessageCodec("/atelier/trainer");

    private final TrainingRuns runs = new TrainingRuns();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread reader;
    private volatile boolean closed;
    private long position;
    private long startedAtEnd = Long.MAX_VALUE;

    /**
     * Begins to read.
     *
     * @param bootstrapServers of the broker, {@code host:port[,host:port…]}
     * @param broken is told where reading ends though this was not closed
     */
    public TrainingLog(String bootstrapServers, UncaughtExceptionHandler broken) {
        consumer = LogClients.reader(bootstrapServers);
        producer = new KafkaProducer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        10_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        10_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        20_000,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        reader = new Thread(this::read, "training-log");
        reader.setDaemon(true);
        reader.setUncaughtExceptionHandler(broken);
        reader.start();
    }

    /** What was read so far. */
    public TrainingRuns runs() {
        return runs;
    }

    private void read() {
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        while (!closed) {
            try {
                if (startedAtEnd == Long.MAX_VALUE) {
                    long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
                    synchronized (this) {
                        startedAtEnd = end;
                    }
                }
                consumer.poll(POLL).forEach(this::apply);
                moved(consumer.position(PARTITION));
            } catch (WakeupException | InterruptException e) {
                LOG.debug("reading ends", e);
            } catch (KafkaException e) {
                LOG.warn("{} cannot be read now: {}", Topic.TRAINING_EVENTS, e.getMessage());
            }
        }
        consumer.close();
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        try {
            runs.apply(MessageCodec.readTrainingEvent(record.value()), Instant.now());
        } catch (UnreadableMessageException e) {
            // An event that nobody can read counts for nobody.
            LOG.warn("{} offset {} is skipped: {}", Topic.TRAINING_EVENTS, record.offset(), e.getMessage());
        }
    }

    private synchronized void moved(long to) {
        if (to != position) {
            position = to;
            notifyAll();
        }
    }

    /** Whether everything was read that was there when reading began. Before that nobody knows which runs are free. */
    public synchronized boolean isCaughtUp() {
        return position >= startedAtEnd;
    }

    /** Waits until something was read, but no longer than this. */
    public synchronized void awaitChange(Duration longest) throws InterruptedException {
        wait(Math.max(1, longest.toMillis()));
    }

    /**
     * Appends events and waits until this log has read them: then the fold says what came of them. Tries again for as long
     * as the broker is away; an event that got there twice counts once.
     *
     * @throws KafkaException where the log is closed or the thread interrupted before
     */
    public void write(TrainingEvent... events) {
        while (true) {
            try {
                readUpTo(append(List.of(events)));
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted while writing to " + Topic.TRAINING_EVENTS, e);
            } catch (ExecutionException | KafkaException e) {
                if (closed || e instanceof InterruptException) {
                    throw new KafkaException("cannot write to " + Topic.TRAINING_EVENTS, e);
                }
                LOG.warn("{} cannot be written now, trying again: {}", Topic.TRAINING_EVENTS, e.getMessage());
                pause();
            }
        }
    }

    private long append(List<TrainingEvent> events) throws InterruptedException, ExecutionException {
        // Sent together, so that they are one batch: nothing of another writer comes between.
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (TrainingEvent event : events) {
            sent.add(producer.send(record(event)));
        }
        long last = 0;
        for (Future<RecordMetadata> each : sent) {
            last = each.get().offset();
        }
        return last;
    }

    private synchronized void readUpTo(long offset) throws InterruptedException {
        while (position <= offset) {
            if (closed) {
                throw new KafkaException("the log was closed");
            }
            wait(POLL.toMillis());
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends an event without waiting. Where the broker is away for long it is lost: for what is soon said anew. */
    public void tell(TrainingEvent event) {
        try {
            producer.send(record(event), (metadata, failure) -> {
                if (failure != null) {
                    LOG.warn("an event is lost: {}", failure.getMessage());
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            LOG.warn("an event is lost: {}", e.getMessage());
        }
    }

    private static ProducerRecord<byte[], byte[]> record(TrainingEvent event) {
        return LogClients.record(CODEC.write(event), PARTITION.partition());
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        producer.close(Duration.ofSeconds(5));
        try {
            reader.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
