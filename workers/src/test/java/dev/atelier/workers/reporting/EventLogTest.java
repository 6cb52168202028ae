package dev.atelier.workers.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.Message;
import dev.atelier.workers.stages.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.MockProducer;
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
    private final EventLog log = new EventLog(new Stage("report", 1, 8), producer, retries);
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
    void drainingSendsWhatWasSubmitted() throws Exception {
        submit();

        assertThat(log.drain(Duration.ofSeconds(30))).isTrue();

        assertThat(producer.closed()).isTrue();
        assertThat(producer.history()).hasSize(1);
    }
}
