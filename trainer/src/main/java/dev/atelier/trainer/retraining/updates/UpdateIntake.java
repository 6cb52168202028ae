package dev.atelier.trainer.retraining.updates;

import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.TrainingEvent.Failed;
import dev.atelier.contract.messages.TrainingEvent.Requested;
import dev.atelier.contract.messages.UnreadableMessageException;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.trainer.registry.LogClients;
import dev.atelier.trainer.retraining.log.TrainingLog;
import dev.atelier.trainer.retraining.updates.UpdateCheck.Problem;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns updates of {@code dataset.updates} into requested runs, or into failed ones with the reason.
 *
 * <p>The trainers' consumer group spreads this work, which takes milliseconds, and no other: a training that took days
 * within a poll would have its member thrown out of the group and its partition given to another, which would begin anew.
 * So who trains is settled in {@code training.events}; see {@link dev.atelier.trainer.retraining.runs.RunLoop}.
 *
 * <p>An offset is committed once the broker has the run's events. What is delivered again asks for a run that is known.
 */
public final class UpdateIntake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UpdateIntake.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final MessageCodec CODEC = new MessageCodec("/atelier/trainer");

    private final TrainingLog log;
    private final UpdateCheck check;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> letters;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param group of all trainers
     * @param broken is told where it ends though this was not closed
     */
    public UpdateIntake(
            String bootstrapServers,
            String group,
            TrainingLog log,
            UpdateCheck check,
            UncaughtExceptionHandler broken) {
        this.log = log;
        this.check = check;
        consumer = new KafkaConsumer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        CommonClientConfigs.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        letters = new KafkaProducer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        10_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        thread = new Thread(this::run, "update-intake");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(broken);
        thread.start();
    }

    private void run() {
        consumer.subscribe(List.of(Topic.DATASET_UPDATES));
        while (!closed) {
            try {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (TopicPartition partition : records.partitions()) {
                    takeInOrder(partition, records.records(partition));
                }
            } catch (WakeupException | InterruptException e) {
                LOG.debug("the intake ends", e);
            } catch (KafkaException e) {
                LOG.warn("{} cannot be read now: {}", Topic.DATASET_UPDATES, e.getMessage());
            }
        }
        consumer.close();
    }

    private void takeInOrder(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                take(record);
                consumer.commitSync(Map.of(partition, new OffsetAndMetadata(record.offset() + 1)));
            } catch (StoreUnavailableException | KafkaException | ExecutionException | InterruptedException e) {
                // Nothing of this update is lost: it is read again at a later poll. Polls go on meanwhile, which keeps
                // this member in its group.
                LOG.warn("an update waits: {}", e.getMessage());
                consumer.seek(partition, record.offset());
                LockSupport.parkNanos(POLL.toNanos());
                return;
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws ExecutionException, InterruptedException {
        DataSetUpdate update;
        try {
            update = MessageCodec.readDataSetUpdate(record.value());
        } catch (UnreadableMessageException e) {
            putAway(record, e.code(), e.getMessage());
            return;
        }
        try {
            for (String model : update.models()) {
                request(update, model);
            }
        } catch (StoreUnavailableException | KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            // One that nobody thought of must not end the intake, of this trainer and then of the next that reads it.
            LOG.error("an update cannot be taken", e);
            putAway(record, "internal-error", e.toString());
        }
    }

    private void putAway(ConsumerRecord<byte[], byte[]> record, String code, String reason)
            throws ExecutionException, InterruptedException {
        LOG.warn("{} offset {} is put away: {}", record.topic(), record.offset(), reason);
        letters.send(letter(record, code, reason)).get();
    }

    private void request(DataSetUpdate update, String model) {
        String run = JobIds.ofRun(update.id(), model);
        Optional<TrainingRun> known = log.runs().run(run);
        if (known.filter(it -> it.attempt() > 0 || it.state().isEnd()).isPresent()) {
            return;
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<TrainingEvent> events = new ArrayList<>();
        // Also of a known run: whoever asked for it may have died before saying that it can't be fulfilled.
        Optional<Problem> wrong = check.problem(update, model);
        if (known.isEmpty()) {
            events.add(new Requested(TrainingEvent.VERSION, run, now, model, update, wrong.map(Problem::code)));
        }
        wrong.ifPresent(problem -> {
            LOG.warn("run {} of {} cannot be fulfilled: {}", run, model, problem.reason());
            events.add(new Failed(TrainingEvent.VERSION, run, now, 0, problem.code(), problem.reason()));
        });
        if (!events.isEmpty()) {
            log.write(events.toArray(TrainingEvent[]::new));
        }
    }

    private static ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte[], byte[]> record, String code, String reason) {
        var headers = new LinkedHashMap<String, byte[]>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        byte[] value = record.value() == null ? new byte[0] : record.value();
        return LogClients.record(CODEC.deadLetter(new Message(record.topic(), key, headers, value), code, reason));
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        letters.close(Duration.ofSeconds(5));
    }
}
