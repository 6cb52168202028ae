package dev.atelier.workers.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.Message;
import dev.atelier.workers.stages.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The faults of a broker that no real one can be made to show; the rest is in the integration tests. */
class EventLogTest {
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final Counter retries = new SimpleMeterRegistry().counter("retries");
    private final Stage stage = new Stage("report", 1, 8);
    private final EventLog log = new EventLog(stage, producer, retries, Duration.ofHours(1));
    private final AtomicBoolean acknowledged = new AtomicBoolean();

    private void submit() throws InterruptedException {
        log.submit(() -> new Message("events", "job", Map.of(), new byte[] {1}), () -> acknowledged.set(true));
        Awaitility.await().until(() -> !producer.history().isEmpty());
    }

    @Test
    void aMessageIsAcknowledgedWhenTheBrokerHasItAndNotBefore() throws Exception {
        submit();
        assertThat(acknowledged).isFalse();

        producer.completeNext();

        assertThat(acknowledged).isTrue();
    }

    @Test
    void aMessageThatTheBrokerRefusesIsSentAgainUntilItIsTaken() throws Exception {
        submit();
        producer.errorNext(new TopicAuthorizationException("events"));
        assertThat(acknowledged).isFalse();

        Awaitility.await().until(() -> producer.history().size() == 2);
        producer.completeNext();

        assertThat(acknowledged).isTrue();
        assertThat(retries.count()).isEqualTo(1);
    }

    @Test
    void newsInCompanyGoesWithTheNextMessageAndBeforeIt() throws Exception {
        var reached = new CompletableFuture<Void>();
        log.writeInCompany(() -> new Message("events", "first", Map.of(), new byte[] {1}), () -> {});
        stage.submit(() -> reached.complete(null));
        reached.get(1, TimeUnit.MINUTES);
        assertThat(producer.history()).isEmpty();

        log.submit(() -> new Message("events", "second", Map.of(), new byte[] {1}), () -> {});

        Awaitility.await().until(() -> producer.history().size() == 2);

        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("first", "second");
    }

    @Test
    void newsInCompanyGoesAloneWhereNoneComes() {
        EventLog hasty = new EventLog(stage, producer, retries, Duration.ofMillis(1));

        hasty.writeInCompany(
                () -> new Message("events", "job", Map.of(), new byte[] {1}), () -> acknowledged.set(true));

        Awaitility.await().until(() -> producer.history().size() == 1);
        producer.completeNext();

        assertThat(acknowledged).isTrue();
    }

    @Test
    void drainingSendsWhatWaitsForCompanyAndWhatStillCame() throws Exception {
        var held = new CountDownLatch(1);
        log.writeInCompany(() -> new Message("events", "first", Map.of(), new byte[] {1}), () -> {});
        stage.submit(() -> await(held));
        log.writeInCompany(() -> new Message("events", "second", Map.of(), new byte[] {1}), () -> {});
        CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(held::countDown);

        assertThat(log.drain(Duration.ofSeconds(60))).isTrue();

        assertThat(producer.history()).extracting(ProducerRecord::key).containsExactly("first", "second");
    }

    @Test
    void drainingSendsWhatWasSubmitted() throws Exception {
        submit();

        assertThat(log.drain(Duration.ofSeconds(30))).isTrue();

        assertThat(producer.closed()).isTrue();
        assertThat(producer.history()).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
