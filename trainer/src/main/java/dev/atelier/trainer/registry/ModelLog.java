package dev.atelier.trainer.registry;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ModelChange;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.messages.UnreadableMessageException;
import dev.atelier.contract.models.ModelCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic {@code model.changes}: append a change, and read the catalogue as of the log's end. It is small and kept for
 * ever, so each reading starts at the beginning; there is no second copy that could be stale.
 */
public final class ModelLog {
    private static final Logger LOG = LoggerFactory.getLogger(ModelLog.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topic.MODEL_CHANGES, 0);
    private static final Duration LONGEST_READING = Duration.ofSeconds(30);
    private static final MessageCodec CODEC = new MessageCodec("/atelier/trainer");

    private final String bootstrapServers;

    /**
     * @param bootstrapServers of the broker, {@code host:port[,host:port…]}
     */
    public ModelLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * The fold of everything in the log now.
     *
     * @throws KafkaException where the broker cannot be reached within 30 s
     */
    public ModelCatalogue catalogue() {
        ModelCatalogue catalogue = new ModelCatalogue();
        read(catalogue::apply);
        return catalogue;
    }

    /**
     * Whether such a change is in the log and counted when its turn came, whatever came after it.
     *
     * @throws KafkaException where the broker cannot be reached within 30 s
     */
    public boolean hasCounted(Predicate<ModelChange> wanted) {
        ModelCatalogue catalogue = new ModelCatalogue();
        AtomicBoolean found = new AtomicBoolean();
        read(change -> {
            if (catalogue.apply(change) && wanted.test(change)) {
                found.set(true);
            }
        });
        return found.get();
    }

    private void read(Consumer<ModelChange> reader) {
        try (var consumer = LogClients.readerToTheEnd(bootstrapServers)) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION), LONGEST_READING).get(PARTITION);
            long deadline = System.nanoTime() + LONGEST_READING.toNanos();
            while (consumer.position(PARTITION, LONGEST_READING) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> apply(reader, record));
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException(Topic.MODEL_CHANGES + " could not be read to its end within "
                            + LONGEST_READING.toSeconds() + " s");
                }
            }
        }
    }

    private static void apply(Consumer<ModelChange> reader, ConsumerRecord<byte[], byte[]> record) {
        try {
            reader.accept(MessageCodec.readModelChange(record.value()));
        } catch (UnreadableMessageException e) {
            // A change that nobody can read counts for nobody; the readers after us skip it by the same rule.
            LOG.warn("{} offset {} is skipped: {}", Topic.MODEL_CHANGES, record.offset(), e.getMessage());
        }
    }

    /**
     * Appends changes and waits until the broker has them.
     *
     * @throws KafkaException where it cannot
     */
    public void append(List<ModelChange> changes) {
        Map<String, Object> settings = Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ModelChange change : changes) {
                producer.send(LogClients.record(CODEC.write(change), PARTITION.partition()))
                        .get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("cannot append to " + Topic.MODEL_CHANGES, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while appending to " + Topic.MODEL_CHANGES, e);
        }
    }
}
