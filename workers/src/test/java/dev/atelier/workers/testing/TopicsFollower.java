package dev.atelier.workers.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Tells all records of some topics, from the beginning on, on a thread of its own. */
public final class TopicsFollower implements AutoCloseable {
    private final Map<String, Object> settings;
    private final List<String> topics;
    private final Consumer<ConsumerRecord<String, byte[]>> reader;
    private final Thread thread;

    /** @param kafka bootstrap servers */
    public TopicsFollower(
            String name, String kafka, List<String> topics, Consumer<ConsumerRecord<String, byte[]>> reader) {
        this.settings = Map.of(
                "bootstrap.servers",
                kafka,
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "reconnect.backoff.max.ms",
                500);
        this.topics = topics;
        this.reader = reader;
        thread = new Thread(this::follow, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    private void follow() {
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!thread.isInterrupted()) {
                consumer.poll(Duration.ofMillis(100)).forEach(reader);
            }
        } catch (InterruptException end) {
            thread.interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
