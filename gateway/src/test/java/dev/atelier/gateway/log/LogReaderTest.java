package dev.atelier.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults of the client that cannot be provoked with a real broker. */
class LogReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

    private final List<String> read = new CopyOnWriteArrayList<>();
    private final Queue<MockConsumer<byte[], byte[]>> consumers = new ArrayDeque<>();
    private final LogReader reader = new LogReader(
            consumers::remove,
            List.of(new TopicFold("topic", Optional.empty(), apply(), () -> false)),
            () -> {},
            new Barrier(partitions -> CompletableFuture.completedFuture(Map.of())),
            Clock.systemUTC());
    private final Thread thread = new Thread(reader);

    private Consumer<byte[]> apply() {
        return value -> {
            String text = new String(value, StandardCharsets.UTF_8);
            if (text.equals("bad")) {
                throw new IllegalArgumentException("not readable");
            }
            read.add(text);
        };
    }

    @AfterEach
    void stop() throws InterruptedException {
        reader.close();
        thread.join();
    }

    private static MockConsumer<byte[], byte[]> consumer(long end) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updatePartitions("topic", List.of(new PartitionInfo("topic", 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        return consumer;
    }

    private static void deliver(MockConsumer<byte[], byte[]> consumer, long offset, String value) {
        consumer.schedulePollTask(() -> consumer.addRecord(
                new ConsumerRecord<>("topic", 0, offset, null, value.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aRecordThatCannotBeReadIsSkipped() {
        MockConsumer<byte[], byte[]> consumer = consumer(3);
        consumers.add(consumer);
        deliver(consumer, 0, "first");
        deliver(consumer, 1, "bad");
        deliver(consumer, 2, "second");
        thread.start();
        await().until(reader::caughtUp);
        assertThat(read).containsExactly("first", "second");
    }

    @Test
    void afterAFaultOfTheClientANewOneGoesOnWhereItWas() {
        MockConsumer<byte[], byte[]> first = consumer(2);
        MockConsumer<byte[], byte[]> second = consumer(2);
        consumers.add(first);
        consumers.add(second);
        deliver(first, 0, "first");
        first.schedulePollTask(() -> first.setPollException(new KafkaException("a fault")));
        second.schedulePollTask(() -> assertThat(second.position(PARTITION)).isEqualTo(1));
        deliver(second, 1, "second");
        thread.start();
        await().until(reader::caughtUp);
        assertThat(read).containsExactly("first", "second");
    }
}
