package dev.atelier.gateway.generations;

import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.jobs.JobView;
import dev.atelier.gateway.jobs.Subscription;
import dev.atelier.gateway.log.LogUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Waits until something that was written has come back from the log. */
@ApplicationScoped
class Arrivals {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final JobView jobs;

    Arrivals(JobView jobs) {
        this.jobs = jobs;
    }

    /**
     * Begins to wait; call it before writing.
     *
     * @return completes with the first state of the job that {@code wanted} holds for, or after 5 s with {@link
     *     LogUnavailableException}; cancelling it frees everything
     */
    CompletableFuture<Job> of(String id, Predicate<Job> wanted) {
        var arrival = new CompletableFuture<Job>();
        Subscription subscription = jobs.watch(id, job -> {
            if (wanted.test(job)) {
                arrival.complete(job);
            }
        });
        jobs.job(id).filter(wanted).ifPresent(arrival::complete);
        CompletableFuture<Job> bounded = arrival.orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(e -> {
                    throw new LogUnavailableException("what was written for job " + id + " did not come back", e);
                });
        arrival.whenComplete((job, failure) -> subscription.close());
        bounded.whenComplete((job, failure) -> arrival.cancel(false));
        return bounded;
    }
}
