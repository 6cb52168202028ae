package dev.atelier.gateway.jobs;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who wants to hear of a job's changes. Told by the thread that reads the log, so a watcher must not linger. */
final class JobWatchers {
    private final ConcurrentHashMap<String, List<Consumer<Job>>> byJob = new ConcurrentHashMap<>();

    /** Tells {@code watcher} of every change from now on, until the returned subscription is closed. */
    Subscription add(String job, Consumer<Job> watcher) {
        byJob.compute(job, (id, watchers) -> {
            List<Consumer<Job>> some = watchers == null ? new CopyOnWriteArrayList<>() : watchers;
            some.add(watcher);
            return some;
        });
        return () -> byJob.computeIfPresent(job, (id, watchers) -> {
            watchers.remove(watcher);
            return watchers.isEmpty() ? null : watchers;
        });
    }

    void tell(Job job) {
        List<Consumer<Job>> watchers = byJob.get(job.id());
        if (watchers != null) {
            watchers.forEach(watcher -> watcher.accept(job));
        }
    }

    /** Jobs that someone watches. */
    int size() {
        return byJob.size();
    }
}
