package dev.atelier.gateway.log;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ProductEmbedding;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.messages.UnreadableMessageException;
import dev.atelier.contract.products.ProductKey;
import dev.atelier.gateway.index.Bookmark;
import dev.atelier.gateway.index.ProductIndex;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Follows the embedded products into an index that keeps itself and its place in the log: a restart goes on there. Where
 * it cannot, since the topic is another or has forgotten too much, the index is emptied and the topic read from its start.
 * One thread, apart from the reader of all else, which must not wait for the making of a graph.
 */
final class ProductsReader implements Runnable {
    private static final Logger LOG = Logger.getLogger(ProductsReader.class);
    private static final String TOPIC = Topic.CATALOGUE_EMBEDDINGS;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_CHANGES = Duration.ofSeconds(30);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Admin admin;
    private final ProductIndex index;
    private final Clock clock;
    private volatile boolean closing;
    private volatile Runnable wakeup = () -> {};
    private volatile CatchUp catchUp = new CatchUp();
    private volatile boolean shown;
    private String complaint = "";

    /** @param consumers makes a consumer that fails where an offset is out of range */
    ProductsReader(Supplier<Consumer<byte[], byte[]>> consumers, Admin admin, ProductIndex index, Clock clock) {
        this.consumers = consumers;
        this.admin = admin;
        this.index = index;
        this.clock = clock;
    }

    @Override
    public void run() {
        while (!closing) {
            shown = false;
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                wakeup = consumer::wakeup;
                begin(consumer);
            } catch (WakeupException | InterruptException e) {
                LOG.debug("Reading the products ends");
            } catch (RuntimeException e) {
                // Of any kind: a reader that ends is an index that stands still.
                complain(e);
                pause();
            }
        }
        shown = false;
        index.close();
    }

    private void begin(Consumer<byte[], byte[]> consumer) {
        Optional<Bookmark> kept = index.open();
        CompactedTopic topic = CompactedTopic.look(admin, TOPIC)
                .orElseThrow(() -> new KafkaException("topic " + TOPIC + " does not exist"));
        Instant complete = assign(consumer, topic, kept);
        try {
            follow(consumer, topic, complete);
        } catch (OffsetOutOfRangeException e) {
            startAnew("the log lacks what comes next: " + e.getMessage());
        }
    }

    /** @return when the index was complete last; of one that begins at the start, now */
    private Instant assign(Consumer<byte[], byte[]> consumer, CompactedTopic topic, Optional<Bookmark> kept) {
        Set<TopicPartition> partitions = partitions(consumer);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        var now = new Continuation(topic, byPartition(consumer.beginningOffsets(partitions)), byPartition(ends));
        Optional<String> obstacle = kept.flatMap(bookmark -> now.obstacle(bookmark, clock.instant()));
        obstacle.ifPresent(this::startAnew);
        Optional<Bookmark> usable = kept.filter(bookmark -> obstacle.isEmpty());
        Map<Integer, Long> starts = usable.map(now::starts).orElse(now.first());
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, starts.get(partition.partition())));
        catchUp = new CatchUp();
        catchUp.begin(ends);
        complaint = "";
        LOG.infof("The products are read on from %s", new TreeMap<>(starts));
        return usable.map(Bookmark::complete).orElseGet(clock::instant);
    }

    private void startAnew(String why) {
        LOG.warnf("The products are read from the start of the log: %s", why);
        index.clear();
    }

    private static Set<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return consumer.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(TOPIC, info.partition()))
                .collect(Collectors.toSet());
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
        var byPartition = new HashMap<Integer, Long>();
        offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
        return byPartition;
    }

    /** Until this reader is closed, or the topic is another. */
    private void follow(Consumer<byte[], byte[]> consumer, CompactedTopic topic, Instant complete) {
        var looked = new Interval(LOOK_FOR_CHANGES);
        var progress = new IndexProgress(index, topic.id(), complete);
        try {
            while (!closing && !(looked.isOver() && hasChanged(consumer, topic))) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                records.forEach(this::apply);
                note(consumer);
                progress.applied(records.count(), isAtEnd(consumer), offsets(consumer), clock.instant());
                if (!shown && catchUp.done()) {
                    progress.show();
                    shown = true;
                }
            }
        } catch (WakeupException e) {
            LOG.debug("Reading the products ends");
        }
        progress.commit(offsets(consumer));
    }

    private void note(Consumer<byte[], byte[]> consumer) {
        consumer.assignment().forEach(partition -> catchUp.reached(partition, consumer.position(partition)));
    }

    private static Map<Integer, Long> offsets(Consumer<byte[], byte[]> consumer) {
        return consumer.assignment().stream().collect(Collectors.toMap(TopicPartition::partition, consumer::position));
    }

    private static boolean isAtEnd(Consumer<byte[], byte[]> consumer) {
        return consumer.assignment().stream()
                .allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        try {
            ProductKey key = ProductKey.parse(new String(record.key(), StandardCharsets.UTF_8));
            index.apply(key, embedded(key, record.value()));
        } catch (UnreadableMessageException | IllegalArgumentException e) {
            LOG.warnf(
                    "Skipped a product that cannot be read: topic %s, partition %d, offset %d: %s",
                    record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }

    private static Optional<ProductEmbedding> embedded(ProductKey key, byte[] value) {
        Optional<ProductEmbedding> embedded = MessageCodec.readProductEmbedding(value);
        embedded.map(one -> one.product().key()).filter(own -> !own.equals(key)).ifPresent(other -> {
            throw new IllegalArgumentException("product " + other + " under the key " + key);
        });
        return embedded;
    }

    /** A topic that is not there at the moment, or whose broker is away, is waited for. */
    private boolean hasChanged(Consumer<byte[], byte[]> consumer, CompactedTopic topic) {
        try {
            Optional<CompactedTopic> now = CompactedTopic.look(admin, TOPIC);
            return now.isPresent()
                    && !(now.get().id().equals(topic.id())
                            && partitions(consumer).equals(consumer.assignment()));
        } catch (KafkaException e) {
            LOG.debugf("Whether topic %s has changed is not known: %s", TOPIC, e.getMessage());
            return false;
        }
    }

    /** Says once what is tried again every second. */
    private void complain(RuntimeException failure) {
        String what = String.valueOf(failure.getMessage());
        if (!what.equals(complaint)) {
            LOG.warnf(failure, "The products cannot be read, which is tried again: %s", what);
            complaint = what;
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    /** Makes {@link #run} return soon. */
    void close() {
        closing = true;
        wakeup.run();
    }

    /** Whether everything that was in the log at the start is shown by the index. */
    boolean caughtUp() {
        return shown;
    }

    /** For people: how far it is. */
    String progress() {
        if (shown) {
            return "following";
        }
        return catchUp.begun() ? catchUp.partitionsLeft() + " partitions to be read" : "waiting for the log";
    }
}
