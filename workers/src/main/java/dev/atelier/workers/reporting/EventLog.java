package dev.atelier.workers.reporting;

import dev.atelier.contract.messages.Message;
import dev.atelier.workers.stages.Stage;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
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
    /** How long news waits that nobody needs at once. */
    private static final Duration FOR_COMPANY = Duration.ofMillis(10);

    private final Stage stage;
    private final Producer<String, byte[]> producer;
    private final Counter retries;
    private final Duration forCompany;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "report-company"));
    /** Messages that wait for company; the stage's thread alone touches them, and after its end the timer's. */
    private final List<Waiting> waiting = new ArrayList<>();

    private record Waiting(ProducerRecord<String, byte[]> record, Runnable acknowledged) {}

    EventLog(Stage stage, Producer<String, byte[]> producer, Counter retries, Duration forCompany) {
        this.stage = stage;
        this.producer = producer;
        this.retries = retries;
        this.forCompany = forCompany;
    }

    /** @param kafka settings of the broker's clients */
    public static EventLog of(Stage stage, Map<String, Object> kafka, Counter retries) {
        return new EventLog(
                stage,
                new KafkaProducer<>(settings(kafka), new StringSerializer(), new ByteArraySerializer()),
                retries,
                FOR_COMPANY);
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
        // A person waits for the end, so nothing waits here but for what writeInCompany keeps back. Under load the next
        // ones gather while it is on its way, since there is one request at a time.
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
        stage.submit(sending(message, acknowledged));
    }

    private Runnable sending(Supplier<Message> message, Runnable acknowledged) {
        return () -> {
            ProducerRecord<String, byte[]> record = record(message.get());
            sendWaiting();
            send(record, acknowledged);
        };
    }

    /**
     * As {@link #submit}, for threads that have nothing to do with an interrupt but to end: the request of what is not
     * written stays unacknowledged then, so whoever gets it next reports it.
     */
    void write(Supplier<Message> message, Runnable acknowledged) {
        submitUntilInterrupted(sending(message, acknowledged));
    }

    private void submitUntilInterrupted(Runnable task) {
        try {
            stage.submit(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * As {@link #write}, for news that nobody needs at once: it goes with the next message of another kind, after 10 ms at
     * the latest. A request of its own for every picture costs broker and gateway more than the picture's message itself.
     */
    void writeInCompany(Supplier<Message> message, Runnable acknowledged) {
        submitUntilInterrupted(() -> {
            waiting.add(new Waiting(record(message.get()), acknowledged));
            if (waiting.size() == 1) {
                timer.schedule(this::company, forCompany.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    private void company() {
        try {
            submitUntilInterrupted(this::sendWaiting);
        } catch (RejectedExecutionException e) {
            LOG.debug("the stage has been drained, and so is what waits");
        }
    }

    private void sendWaiting() {
        waiting.forEach(one -> send(one.record(), one.acknowledged()));
        waiting.clear();
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
        boolean sent = stage.drain(within) && drainWaiting(left(deadline));
        timer.shutdownNow();
        producer.close(left(deadline));
        return sent;
    }

    private boolean drainWaiting(Duration within) throws InterruptedException {
        var sent = new CountDownLatch(1);
        timer.execute(() -> {
            sendWaiting();
            sent.countDown();
        });
        return sent.await(within.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
