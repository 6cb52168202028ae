package dev.atelier.gateway.jobs;

import dev.atelier.contract.messages.GenerationRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Requests that this process wrote and has not read back yet. They lie before whatever is accepted next, so that a place
 * in the queue is right without waiting for the log. Thread-safe.
 */
final class UnreadJobs {
    /** What does not come back within this time was removed from the log, or its topic made anew. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Map<String, GenerationRequest> byId = new ConcurrentHashMap<>();
    private final AtomicReference<Position> all = new AtomicReference<>(Position.NOTHING);

    void add(GenerationRequest request) {
        if (byId.putIfAbsent(request.id(), request) == null) {
            all.updateAndGet(before -> before.plus(1, request.count()));
        }
    }

    void remove(String id) {
        GenerationRequest request = byId.remove(id);
        if (request != null) {
            all.updateAndGet(before -> before.plus(-1, -request.count()));
        }
    }

    void forget(Instant now) {
        Instant oldest = now.minus(LONGEST);
        byId.values().stream()
                .filter(request -> request.acceptedAt().isBefore(oldest))
                .forEach(request -> remove(request.id()));
    }

    Position all() {
        return all.get();
    }

    /** What lies before a request that is the last of them. */
    Position before(GenerationRequest last) {
        Position now = all.get();
        return byId.containsKey(last.id()) ? now.plus(-1, -last.count()) : now;
    }
}
