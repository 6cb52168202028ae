package dev.atelier.workers.testing;

import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/** All events and dead letters of a broker, from the beginning on, by job or batch. */
public final class JobLog implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(300);

    private final Map<String, List<GenerationEvent>> events = new ConcurrentHashMap<>();
    private final Map<String, List<CatalogueEvent>> catalogueEvents = new ConcurrentHashMap<>();
    private final List<ConsumerRecord<String, byte[]>> deadLetters = new CopyOnWriteArrayList<>();
    private final TopicsFollower follower;

    JobLog(String kafka) {
        follower = new TopicsFollower(
                "job-log",
                kafka,
                List.of(Topic.GENERATION_EVENTS, Topic.GENERATION_CATALOGUE_EVENTS, Topic.GENERATION_DEAD_LETTERS),
                this::note);
        follower.start();
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topic.GENERATION_DEAD_LETTERS)) {
            deadLetters.add(record);
        } else if (record.topic().equals(Topic.GENERATION_CATALOGUE_EVENTS)) {
            CatalogueEvent event = MessageCodec.readCatalogueEvent(record.value());
            catalogueEvents
                    .computeIfAbsent(event.batch(), batch -> new CopyOnWriteArrayList<>())
                    .add(event);
        } else {
            GenerationEvent event = MessageCodec.readEvent(record.value());
            events.computeIfAbsent(event.job(), job -> new CopyOnWriteArrayList<>())
                    .add(event);
        }
    }

    /** What happened to a job so far, repetitions included. */
    public List<GenerationEvent> of(String job) {
        return List.copyOf(events.getOrDefault(job, List.of()));
    }

    /** The end that counts: the first. */
    public Optional<GenerationEvent> end(String job) {
        return of(job).stream().filter(GenerationEvent::isEnd).findFirst();
    }

    /** Waits for the end of a job. */
    public GenerationEvent awaitEnd(String job) {
        awaitEnds(List.of(job));
        return end(job).orElseThrow();
    }

    public void awaitEnds(Collection<String> jobs) {
        Awaitility.await("the end of " + jobs.size() + " jobs").atMost(LONG).until(() -> jobs.stream()
                .allMatch(job -> end(job).isPresent()));
    }

    /** What happened to a batch so far. */
    public List<CatalogueEvent> ofBatch(String batch) {
        return List.copyOf(catalogueEvents.getOrDefault(batch, List.of()));
    }

    /** The reports of a batch's stored shards so far, repetitions included. */
    public List<ShardStored> stored(String batch) {
        return ofBatch(batch).stream()
                .filter(ShardStored.class::isInstance)
                .map(ShardStored.class::cast)
                .toList();
    }

    /** Waits until so many shards of the batch are stored. */
    public List<ShardStored> awaitStored(String batch, int reports) {
        Awaitility.await(reports + " shards of " + batch)
                .atMost(LONG)
                .until(() -> stored(batch).size() >= reports);
        return stored(batch);
    }

    public List<ConsumerRecord<String, byte[]>> deadLetters(String key) {
        return deadLetters.stream().filter(letter -> key.equals(letter.key())).toList();
    }

    @Override
    public void close() {
        follower.close();
    }
}
