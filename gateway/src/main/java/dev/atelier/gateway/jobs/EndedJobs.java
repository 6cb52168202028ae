package dev.atelier.gateway.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Which jobs that are over are forgotten, and when: those that ended first go first. Used by one thread. */
final class EndedJobs {
    private final Duration retention;
    private final int most;
    private final ArrayDeque<Ended> queue = new ArrayDeque<>();

    private long images;

    private record Ended(String id, Instant at, int images) {}

    /** @param most pictures of the jobs that are kept, however young */
    EndedJobs(Duration retention, int most) {
        this.retention = retention;
        this.most = most;
    }

    void add(Job job) {
        int count = job.request().count();
        queue.add(new Ended(job.id(), job.end().orElseThrow().at(), count));
        images += count;
    }

    /** Removes and returns the ids whose time is over at {@code now}. */
    List<String> takeForgotten(Instant now) {
        var ids = new ArrayList<String>();
        Instant oldest = now.minus(retention);
        while (!queue.isEmpty() && (images > most || queue.peek().at().isBefore(oldest))) {
            Ended first = queue.remove();
            images -= first.images();
            ids.add(first.id());
        }
        return ids;
    }
}
