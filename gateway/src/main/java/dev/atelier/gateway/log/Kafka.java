package dev.atelier.gateway.log;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's clients as this program wants them; what is configured under {@code kafka.} goes to each of them. */
@ApplicationScoped
public class Kafka {
    /** How long a fetch waits for records that come. */
    private static final int FOLLOWING = 500;

    private static final int LOOKING = 10;
    /** Bytes of a fetch of which often one record is wanted. */
    private static final int FEW = 64 * 1024;

    private final Map<String, Object> configured;

    Kafka(@Identifier("default-kafka-broker") Map<String, Object> configured) {
        this.configured = configured;
    }

    private Map<String, Object> with(Map<String, Object> settings) {
        var all = new HashMap<>(configured);
        // An absent broker is tried again at least once a second, so that its return is noticed soon.
        all.put("reconnect.backoff.max.ms", 1000);
        all.put("client.id", "atelier-gateway");
        // The framework names the application as the group; every gateway reads everything.
        all.remove("group.id");
        all.putAll(settings);
        return all;
    }

    /** A consumer without a group that starts at the earliest record. */
    Consumer<byte[], byte[]> consumer() {
        return alone("earliest", FOLLOWING, ConsumerConfig.DEFAULT_MAX_PARTITION_FETCH_BYTES);
    }

    /**
     * The same for who looks once: closing waits for the fetch that is under way, which for half a second waits for more to
     * come unless told otherwise.
     */
    Consumer<byte[], byte[]> briefConsumer() {
        return alone("earliest", LOOKING, ConsumerConfig.DEFAULT_MAX_PARTITION_FETCH_BYTES);
    }

    /** The same for who wants single records. */
    Consumer<byte[], byte[]> pickingConsumer() {
        return alone("earliest", LOOKING, FEW);
    }

    /** A consumer without a group that fails where it is sent to an offset that there is not. */
    Consumer<byte[], byte[]> exactConsumer() {
        return alone("none", FOLLOWING, ConsumerConfig.DEFAULT_MAX_PARTITION_FETCH_BYTES);
    }

    private Consumer<byte[], byte[]> alone(String outOfRange, int fetchMillis, int fetchBytes) {
        return new KafkaConsumer<>(
                with(Map.of(
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        outOfRange,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        fetchMillis,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        fetchBytes,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2000,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        5000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * A consumer of a group that all gateways share; commits nothing by itself. It waits a moment for more to come, for
     * nobody waits for it, and by then the view that its records are looked up in has read them too.
     */
    Consumer<byte[], byte[]> groupConsumer(String group) {
        return new KafkaConsumer<>(
                with(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        250,
                        ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                        1 << 20,
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        10_000,
                        // A gateway that comes, or leaves while it comes, waits for the next heartbeat of all others.
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        1000,
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName(),
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        5000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Produces
    @Singleton
    Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                with(Map.of(
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true,
                        // Under load requests gather by themselves behind those under way; else each would wait for
                        // nobody.
                        ProducerConfig.LINGER_MS_CONFIG, 0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, 3000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4000)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void close(@Disposes Producer<byte[], byte[]> producer) {
        producer.close(Duration.ofSeconds(5));
    }

    @Produces
    @Singleton
    Admin admin() {
        return Admin.create(with(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 3000)));
    }

    void close(@Disposes Admin admin) {
        admin.close(Duration.ofSeconds(1));
    }

    @Produces
    @Singleton
    LogWriter writer(Producer<byte[], byte[]> producer) {
        return new LogWriter(producer);
    }
}
