package dev.atelier.gateway.jobs;

import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.gateway.watching.Subscription;
import dev.atelier.gateway.watching.Watchers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * All jobs of the recent log. One thread applies, in the order of each partition; any thread asks.
 *
 * <p>The first request of an id counts. Jobs that are over are forgotten after the retention, or when too many are
 * kept, the oldest first; jobs that never ended are forgotten a retention after they should have expired. So memory is bounded.
 */
public final class JobView {
    /** Events without a request that are kept. */
    public static final int MOST_EARLY_EVENTS = 100_000;

    private final Duration retention;
    private final ConcurrentHashMap<String, Job> jobs = new ConcurrentHashMap<>();
    private final OpenJobs open = new OpenJobs();
    private final EndedJobs ended;
    private final EarlyEvents early = new EarlyEvents(MOST_EARLY_EVENTS);
    private final Watchers<Job> watchers = new Watchers<>();
    private final Pace pace = new Pace();
    private long requests;

    /** @param most pictures of jobs that are over and still kept */
    public JobView(Duration retention, int most) {
        this.retention = retention;
        this.ended = new EndedJobs(retention, most);
    }

    /** Applies the next request of the log. */
    public void apply(GenerationRequest request) {
        if (jobs.containsKey(request.id())) {
            return;
        }
        Job job = Job.of(request, requests++);
        for (GenerationEvent event : early.take(request.id())) {
            job = job.after(event);
        }
        pace.step(request.acceptedAt());
        replace(job);
    }

    /** Applies the next event of the log. */
    public void apply(GenerationEvent event) {
        Job before = jobs.get(event.job());
        if (before == null) {
            early.keep(event);
            return;
        }
        Job after = before.after(event);
        if (after == before) {
            return;
        }
        if (event instanceof ImageStored) {
            pace.imageStored(event.at());
        } else {
            pace.step(event.at());
        }
        replace(after);
    }

    private void replace(Job job) {
        jobs.put(job.id(), job);
        if (job.status().isOver()) {
            open.remove(job);
            ended.add(job);
        } else {
            open.put(job);
        }
        pace.busy(open.jobs() > 0);
        watchers.tell(job.id(), job);
    }

    /** Drops what is older than the retention at {@code now}; called now and then by the applying thread. */
    public void forget(Instant now) {
        ended.takeForgotten(now).forEach(jobs::remove);
        Instant oldest = now.minus(retention);
        for (Job job : open.all()) {
            if (job.request().expiresAt().isBefore(oldest)) {
                open.remove(job);
                jobs.remove(job.id());
            }
        }
    }

    public Optional<Job> job(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** Hears of every change of a job, also of one that does not exist yet; on the applying thread. */
    public Subscription watch(String id, Consumer<Job> watcher) {
        return watchers.add(id, watcher);
    }

    /** What lies before a job; empty unless it is queued. */
    public Optional<Position> position(Job job) {
        return job.status() == JobStatus.QUEUED ? Optional.of(open.before(job)) : Optional.empty();
    }

    /** How long until a queued job is likely done, from the recent pace of all workers; empty where unknown. */
    public Optional<Duration> expectedWait(Job job) {
        OptionalDouble perSecond = pace.perSecond();
        return perSecond.isEmpty()
                ? Optional.empty()
                : position(job)
                        .map(position -> Duration.ofMillis(
                                (long) (1000 * (position.images() + job.remaining()) / perSecond.getAsDouble())));
    }

    /** Jobs that no worker has begun, though their time ran out before {@code moment}. */
    public List<Job> overdue(Instant moment) {
        return open.all().stream()
                .filter(job -> job.status() == JobStatus.QUEUED
                        && job.request().expiresAt().isBefore(moment))
                .toList();
    }

    /** Jobs that are not over. */
    public int openJobs() {
        return open.jobs();
    }

    /** Pictures that are still to be made. */
    public long openImages() {
        return open.images();
    }

    /** Jobs that can be asked for. */
    public int size() {
        return jobs.size();
    }

    /** Events that wait for their request. */
    public int earlyEvents() {
        return early.size();
    }
}
