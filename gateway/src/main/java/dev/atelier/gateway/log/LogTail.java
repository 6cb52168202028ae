package dev.atelier.gateway.log;

import dev.atelier.contract.messages.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads the newest messages of a topic, for who wants to look at them once and not to follow. */
@ApplicationScoped
public class LogTail {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Kafka kafka;
    private final BrokerWatch broker;

    LogTail(Kafka kafka, BrokerWatch broker) {
        this.kafka = kafka;
        this.broker = broker;
    }

    /**
     * A message and its place in the log.
     *
     * @param at when it was written
     */
    public record Entry(int partition, long offset, Instant at, Message message) {}

    /**
     * Reads up to the end that the topic has now.
     *
     * @param most messages of each partition
     * @param reader is given each message, those of one partition in their order; it alone keeps what it wants of them
     * @throws LogUnavailableException where the broker does not answer in 5 s
     */
    public void read(String topic, int most, Consumer<Entry> reader) {
        broker.requireReachable();
        try (var consumer = kafka.briefConsumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.beginningOffsets(partitions)
                    .forEach((partition, first) ->
                            consumer.seek(partition, Math.max(first, ends.get(partition) - most)));
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new LogUnavailableException("the end of " + topic + " was not reached in " + LONGEST);
                }
                consumer.poll(POLL).forEach(record -> reader.accept(entry(record)));
            }
        } catch (KafkaException e) {
            throw new LogUnavailableException(topic + " could not be read: " + e.getMessage(), e);
        }
    }

    private static Entry entry(ConsumerRecord<byte[], byte[]> record) {
        var headers = new LinkedHashMap<String, byte[]>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        byte[] value = record.value() == null ? new byte[0] : record.value();
        return new Entry(
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                new Message(record.topic(), key, headers, value));
    }
}
