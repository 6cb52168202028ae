package dev.atelier.trainer.registry;

import dev.atelier.contract.messages.Message;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the trainer's readers and writers of the log have in common. */
public final class LogClients {
    private static final int SHORTEST_FETCH_MS = 10;

    private LogClients() {}

    /** Reads partitions that it is assigned, from their start; belongs to no group and commits nothing. */
    public static KafkaConsumer<byte[], byte[]> reader(String bootstrapServers) {
        return reader(bootstrapServers, ConsumerConfig.DEFAULT_FETCH_MAX_WAIT_MS);
    }

    /**
     * The same for what is read to its end and no farther. A consumer always asks for what comes after the last that it gave,
     * and neither its next partition nor its close can be until that is answered: where nothing comes, soon.
     */
    public static KafkaConsumer<byte[], byte[]> readerToTheEnd(String bootstrapServers) {
        return reader(bootstrapServers, SHORTEST_FETCH_MS);
    }

    private static KafkaConsumer<byte[], byte[]> reader(String bootstrapServers, int longestFetchMs) {
        return new KafkaConsumer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        longestFetchMs),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** A message as the broker takes it, its partition found by its key. */
    public static ProducerRecord<byte[], byte[]> record(Message message) {
        return withHeaders(new ProducerRecord<>(message.topic(), key(message), message.value()), message);
    }

    /** The same for a topic that has this partition alone. */
    public static ProducerRecord<byte[], byte[]> record(Message message, int partition) {
        return withHeaders(new ProducerRecord<>(message.topic(), partition, key(message), message.value()), message);
    }

    private static byte[] key(Message message) {
        return message.key().getBytes(StandardCharsets.UTF_8);
    }

    private static ProducerRecord<byte[], byte[]> withHeaders(ProducerRecord<byte[], byte[]> record, Message message) {
        message.headers().forEach(record.headers()::add);
        return record;
    }
}
