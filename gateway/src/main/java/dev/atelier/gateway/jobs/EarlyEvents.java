package dev.atelier.gateway.jobs;

import dev.atelier.contract.messages.GenerationEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Events whose request has not been read yet: requests and events come from different partitions, and these are read
 * in no common order. Bounded, the longest waiting job is given up first, since an event may also belong to a job that
 * was forgotten, or to none. Used by the one thread that reads the log.
 */
final class EarlyEvents {
    private final int most;
    private final LinkedHashMap<String, List<GenerationEvent>> byJob = new LinkedHashMap<>();
    private int size;

    /** @param most events that are kept */
    EarlyEvents(int most) {
        this.most = most;
    }

    void keep(GenerationEvent event) {
        byJob.computeIfAbsent(event.job(), job -> new ArrayList<>()).add(event);
        size++;
        while (size > most) {
            take(byJob.keySet().iterator().next());
        }
    }

    /** Removes and returns what is kept for a job, in the order in which it came. */
    List<GenerationEvent> take(String job) {
        List<GenerationEvent> events = byJob.remove(job);
        if (events == null) {
            return List.of();
        }
        size -= events.size();
        return events;
    }

    int size() {
        return size;
    }
}
