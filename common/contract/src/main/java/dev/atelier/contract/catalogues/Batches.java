package dev.atelier.contract.catalogues;

import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The fold of {@code generation.catalogues} and {@code generation.catalogue-events}. The first request of an id counts; so
 * does the first end, and after it nothing. The events of a batch have one order, since their topic has one partition;
 * between them and the request there is none, and none is needed. Any thread applies and asks.
 *
 * <p>Memory is bounded: what has not changed for the retention is forgotten, and beyond a number of batches what has not
 * changed for longest.
 */
public final class Batches {
    private final Map<String, Batch> batches = new ConcurrentHashMap<>();
    private final Duration retention;
    private final int most;

    /**
     * @param retention how long after its last change a batch is known; the log's own is a good choice
     * @param most batches that are kept
     */
    public Batches(Duration retention, int most) {
        this.retention = retention;
        this.most = most;
    }

    /** Applies a request; returns the batch where it is the first of its id. */
    public synchronized Optional<Batch> apply(CatalogueRequest request) {
        Batch before = batches.getOrDefault(request.id(), Batch.unknown(request.id(), request.acceptedAt()));
        return before.request().isPresent() ? Optional.empty() : put(before.requested(request));
    }

    /** Applies the next event; returns the batch where it changed and its request is known. */
    public synchronized Optional<Batch> apply(CatalogueEvent event) {
        Batch before = batches.getOrDefault(event.batch(), Batch.unknown(event.batch(), event.at()));
        Batch after = before.after(event);
        return after == before
                ? Optional.empty()
                : put(after).filter(batch -> batch.request().isPresent());
    }

    private Optional<Batch> put(Batch batch) {
        batches.put(batch.id(), batch);
        return Optional.of(batch);
    }

    /** Drops what is older than the retention at {@code now}, and what is too many. */
    public synchronized void forget(Instant now) {
        Instant oldest = now.minus(retention);
        batches.values().removeIf(batch -> batch.changedAt().isBefore(oldest));
        if (batches.size() > most) {
            batches.values().stream()
                    .sorted(Comparator.comparing(Batch::changedAt))
                    .limit(batches.size() - most)
                    .map(Batch::id)
                    .toList()
                    .forEach(batches::remove);
        }
    }

    /** A batch whose request is known. */
    public Optional<Batch> batch(String id) {
        return Optional.ofNullable(batches.get(id))
                .filter(batch -> batch.request().isPresent());
    }

    /** Whether an end was read, whatever else is known of it. */
    public boolean isOver(String id) {
        return Optional.ofNullable(batches.get(id))
                .filter(batch -> batch.state().isEnd())
                .isPresent();
    }

    /** All batches whose request is known, newest first. */
    public List<Batch> all() {
        return batches.values().stream()
                .filter(batch -> batch.request().isPresent())
                .sorted(Comparator.comparing(
                                (Batch batch) -> batch.request().orElseThrow().acceptedAt())
                        .reversed()
                        .thenComparing(Batch::id))
                .toList();
    }
}
