package dev.atelier.trainer.retention;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ProductEmbedding;
import dev.atelier.contract.messages.ProductUpdate;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.messages.UnreadableMessageException;
import dev.atelier.contract.products.Product;
import dev.atelier.trainer.registry.LogClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which pictures the products refer to, as the log says at this moment: by the newest that a shop said of a product, and by
 * what can be found of it, which is older where no worker has looked at the newest yet, or could not use its picture.
 */
public final class ProductLog {
    private static final Logger LOG = LoggerFactory.getLogger(ProductLog.class);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Map<String, Function<byte[], Optional<Product>>> TOPICS = Map.of(
            Topic.CATALOGUE_PRODUCTS,
            value -> MessageCodec.readProductUpdate(value).map(ProductUpdate::product),
            Topic.CATALOGUE_EMBEDDINGS,
            value -> MessageCodec.readProductEmbedding(value).map(ProductEmbedding::product));

    private final String bootstrapServers;

    /** @param bootstrapServers of the broker, {@code host:port[,host:port…]} */
    public ProductLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Reads both topics to their end. Holds the keys of one partition at a time.
     *
     * @param pictures keys of objects
     * @return of these those that a product refers to; all of them where nobody here can tell, since a newer release wrote
     * @throws KafkaException where the broker cannot be reached, or does not have the topics
     */
    public Set<String> referredTo(Set<String> pictures) {
        var referred = new HashSet<String>();
        try (var consumer = LogClients.readerToTheEnd(bootstrapServers)) {
            for (var topic : TOPICS.entrySet()) {
                List<PartitionInfo> partitions = consumer.partitionsFor(topic.getKey(), LONGEST_SILENCE);
                if (partitions.isEmpty()) {
                    throw new KafkaException(
                            "there is no topic " + topic.getKey() + " that says which pictures are used");
                }
                for (PartitionInfo partition : partitions) {
                    newest(consumer, new TopicPartition(topic.getKey(), partition.partition()), topic.getValue())
                            .values()
                            .stream()
                            .filter(pictures::contains)
                            .forEach(referred::add);
                }
            }
        } catch (NewerReleaseException e) {
            LOG.warn("no picture of a product is removed: {}", e.getMessage());
            return pictures;
        }
        return referred;
    }

    /** The picture that the newest message of each key refers to. */
    private static Map<String, String> newest(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, Function<byte[], Optional<Product>> reading) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition), LONGEST_SILENCE).get(partition);
        var newest = new HashMap<String, String>();
        long silentSince = System.nanoTime();
        while (consumer.position(partition, LONGEST_SILENCE) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                silentSince = System.nanoTime();
                String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
                picture(record, reading).ifPresentOrElse(picture -> newest.put(key, picture), () -> newest.remove(key));
            }
            if (System.nanoTime() - silentSince > LONGEST_SILENCE.toNanos()) {
                throw new TimeoutException(partition + " could not be read to its end: nothing came for "
                        + LONGEST_SILENCE.toSeconds() + " s");
            }
        }
        return newest;
    }

    /** Of a message that nobody will ever read none: workers put it away, and what can be found stays what it was. */
    private static Optional<String> picture(
            ConsumerRecord<byte[], byte[]> record, Function<byte[], Optional<Product>> reading) {
        try {
            return reading.apply(record.value())
                    .map(product -> product.picture().key());
        } catch (UnreadableMessageException e) {
            if (e.code().equals(UnreadableMessageException.UNKNOWN_VERSION)) {
                throw new NewerReleaseException(record.topic() + " offset " + record.offset() + ": " + e.getMessage());
            }
            LOG.warn("{} offset {} refers to no picture: {}", record.topic(), record.offset(), e.getMessage());
            return Optional.empty();
        }
    }

    /** What it refers to is not known here. */
    private static final class NewerReleaseException extends RuntimeException {
        NewerReleaseException(String message) {
            super(message);
        }
    }
}
