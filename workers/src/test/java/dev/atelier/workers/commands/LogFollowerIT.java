package dev.atelier.workers.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.contract.testing.EmbeddedServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** On a real broker, which makes no topic by itself. */
class LogFollowerIT {
    private final Map<String, Object> kafka =
            Map.of("bootstrap.servers", EmbeddedServers.shared().kafka());
    private final String topic = "late-" + UUID.randomUUID();
    private final List<String> read = new CopyOnWriteArrayList<>();

    /** As where a worker is started before whoever makes the topics: it must not work without the orders in them. */
    @Test
    void aTopicThatIsNotThereIsWaitedFor() throws Exception {
        try (var follower = new LogFollower(
                topic, Instant.EPOCH, kafka, value -> read.add(new String(value, StandardCharsets.UTF_8)))) {
            CompletableFuture<Void> caughtUp = follower.start();
            await().atMost(Duration.ofSeconds(120))
                    .during(Duration.ofSeconds(3))
                    .until(() -> !caughtUp.isDone());

            makeTopic();

            await().atMost(Duration.ofSeconds(120)).until(caughtUp::isDone);
            await().atMost(Duration.ofSeconds(120)).until(() -> read.contains("an order"));
            assertThat(caughtUp).isCompleted();
        }
    }

    private void makeTopic() throws Exception {
        try (Admin admin = Admin.create(kafka);
                var producer = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
            producer.send(new ProducerRecord<>(topic, "an order")).get();
        }
    }
}
