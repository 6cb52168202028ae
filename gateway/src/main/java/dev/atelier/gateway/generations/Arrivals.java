package dev.atelier.gateway.generations;

import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.jobs.JobView;
import dev.atelier.gateway.log.Arrival;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Waits until something that was written for a job has come back from the log. */
@ApplicationScoped
class Arrivals {
    private final JobView jobs;

    Arrivals(JobView jobs) {
        this.jobs = jobs;
    }

    /** Begins to wait as {@link Arrival#of} does; call it before writing. */
    CompletableFuture<Job> of(String id, Predicate<Job> wanted) {
        return Arrival.of("job " + id, watcher -> jobs.watch(id, watcher), () -> jobs.job(id), wanted);
    }
}
