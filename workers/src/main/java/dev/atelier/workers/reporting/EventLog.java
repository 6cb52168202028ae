package dev.atelier.workers.reporting;

import dev.atelier.contract.messages.Message;
import dev.atelier.workers.stages.Stage;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * The stage that writes messages to the broker, in the order in which they are submitted: one thread, one idempotent
 * producer, acknowledged by all replicas. While the broker is away messages wait in the producer's memory, and once
 * that is full, the stages before this one.
 */
public final class EventLog {
    private static final Logger LOG = Logger.getLogger(EventLog.class);

    private final Stage stage;
    private final Producer<String, byte[]> producer;
    private final Counter retries;

    EventLog(Stage stage, Producer<String, byte[]> producer, Counter retries) {
        this.stage = stage;
        this.producer = producer;
        this.retries = retries;
    }

    /** @param kafka settings of the broker's clients */
    public static EventLog of(Stage stage, Map<String, Object> kafka, Counter retries) {
        return new EventLog(
                stage,
                new KafkaProducer<>(settings(kafka), new StringSerializer(), new ByteArraySerializer()),
                retries);
    }

    private static Map<String, Object> settings(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Until delivered: giving up would lose an end, and with it the rule that every job has one.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        // A person waits for the first picture, so a message goes at once. Under load the next ones gather while it is
        // on its way, since there is one request at a time.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return settings;
    }

    /**
     * Writes a message.
     *
     * @param message made on the stage's thread
     * @param acknowledged called, on some thread that must not be held up, when the broker has the message for good
     * @throws InterruptedException where the wait for room is cut short; nothing is written then
     */
    public void submit(Supplier<Message> message, Runnable acknowledged) throws InterruptedException {
        stage.submit(() -> send(record(message.get()), acknowledged));
    }

    /**
     * As {@link #submit}, for threads that have nothing to do with an interrupt but to end: the request of what is not
     * written stays unacknowledged then, so whoever gets it next reports it.
     */
    void write(Supplier<Message> message, Runnable acknowledged) {
        try {
            submit(message, acknowledged);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(ProducerRecord<String, byte[]> record, Runnable acknowledged) {
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.run();
                } else {
                    again(record, acknowledged, failure);
                }
            });
        } catch (InterruptException e) {
            LOG.warnf("a message for %s is given up, since this worker ends; its request comes again", record.topic());
        }
    }

    /**
     * The producer itself tries again for as long as there is hope; what it gives up is a fault that a person has to
     * mend, such as a missing right. The message stays in line for that time. Out of order then, but never lost.
     */
    private void again(ProducerRecord<String, byte[]> record, Runnable acknowledged, Exception failure) {
        LOG.errorf(failure, "cannot write to %s; trying again", record.topic());
        retries.increment();
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(() -> send(record, acknowledged));
    }

    private static ProducerRecord<String, byte[]> record(Message message) {
        var record =
                new ProducerRecord<>(message.topic(), message.key().isEmpty() ? null : message.key(), message.value());
        message.headers().forEach((name, value) -> record.headers().add(name, value));
        return record;
    }

    /**
     * Writes what was submitted and waits for the broker's word on it.
     *
     * @return whether all was acknowledged in time
     */
    public boolean drain(Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        boolean sent = stage.drain(within);
        Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        producer.close(left);
        return sent;
    }
}
