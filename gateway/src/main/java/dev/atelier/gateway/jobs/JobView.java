package dev.atelier.gateway.jobs;

import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.Completed;
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
 * <p>The first request of an id counts. Jobs that are over are packed, since most are never asked for again, and
 * forgotten after the retention, or when too many are kept, the oldest first. Jobs that never ended are forgotten a
 * retention after they should have expired. So memory is bounded.
 */
public final class JobView {
    /** Events without a request that are kept. */
    public static final int MOST_EARLY_EVENTS = 100_000;

    private final Duration retention;
    private final ConcurrentHashMap<String, Job> going = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, PackedJob> over = new ConcurrentHashMap<>();
    private final JobPacking packing = new JobPacking();
    private final OpenJobs open = new OpenJobs();
    private final UnreadJobs unread = new UnreadJobs();
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

    /**
     * Applies the next request of the log.
     *
     * @return whether it is the first one of its id
     */
    public boolean apply(GenerationRequest request) {
        if (knows(request.id())) {
            return false;
        }
        Job job = Job.of(request, requests++);
        for (GenerationEvent event : early.take(request.id())) {
            job = job.after(event);
        }
        pace.step(request.acceptedAt());
        unread.remove(job.id());
        replace(job);
        return true;
    }

    /** Applies the next event of the log. */
    public void apply(GenerationEvent event) {
        Job before = going.get(event.job());
        if (before == null) {
            if (!over.containsKey(event.job())) {
                early.keep(event);
            }
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
        if (event instanceof Completed) {
            after.startedAt().ifPresent(start -> pace.completed(Duration.between(start, event.at())));
        }
        replace(after);
    }

    private void replace(Job job) {
        if (job.status().isOver()) {
            // Before it is removed there, so that nobody finds it in neither.
            over.put(job.id(), packing.pack(job));
            going.remove(job.id());
            open.remove(job);
            ended.add(job);
        } else {
            going.put(job.id(), job);
            open.put(job);
        }
        pace.waiting(open.all().images());
        watchers.tell(job.id(), job);
    }

    /** Drops what is older than the retention at {@code now}; called now and then by the applying thread. */
    public void forget(Instant now) {
        unread.forget(now);
        ended.takeForgotten(now).forEach(over::remove);
        for (Job job : open.expiredBefore(now.minus(retention))) {
            open.remove(job);
            going.remove(job.id());
        }
    }

    public Optional<Job> job(String id) {
        return Optional.ofNullable(going.get(id))
                .or(() -> Optional.ofNullable(over.get(id)).map(PackedJob::unpack));
    }

    /** Whether there is such a job. */
    public boolean knows(String id) {
        return going.containsKey(id) || over.containsKey(id);
    }

    /** Whether there is such a job, and nobody wants to be called at its end. */
    public boolean isWithoutWebhook(String id) {
        Job job = going.get(id);
        if (job != null) {
            return job.request().webhook().isEmpty();
        }
        PackedJob packed = over.get(id);
        return packed != null && !packed.hasWebhook();
    }

    /** The job of a new id whose request is in the log, but perhaps not yet read back from there. */
    public Job written(GenerationRequest request) {
        unread.add(request);
        Optional<Job> read = job(request.id());
        read.ifPresent(job -> unread.remove(job.id()));
        return read.orElseGet(() -> Job.of(request, Long.MAX_VALUE));
    }

    /** Hears of every change of a job, also of one that does not exist yet; on the applying thread. */
    public Subscription watch(String id, Consumer<Job> watcher) {
        return watchers.add(id, watcher);
    }

    /** What lies before a job; empty unless it is queued. */
    public Optional<Position> position(Job job) {
        return job.status() == JobStatus.QUEUED ? Optional.of(place(job)) : Optional.empty();
    }

    private Position place(Job job) {
        if (job.number() < Long.MAX_VALUE) {
            return open.before(job);
        }
        Position written = unread.before(job.request());
        return open.all().plus(written.jobs(), written.images());
    }

    /** How long until a queued job is likely done, from the recent pace of all workers; empty where unknown. */
    public Optional<Duration> expectedWait(Job job) {
        return position(job).flatMap(position -> pace.until(position.images() + job.remaining()));
    }

    /** Jobs that no worker has begun, though their time ran out before {@code moment}. */
    public List<Job> overdue(Instant moment) {
        return open.expiredBefore(moment).stream()
                .filter(job -> job.status() == JobStatus.QUEUED)
                .toList();
    }

    /** Jobs that are not over. */
    public int openJobs() {
        return open.all().jobs();
    }

    /** Pictures that are still to be made. */
    public long openImages() {
        return open.all().images() + unread.all().images();
    }

    /** Pictures of a tenant that are still to be made. */
    public long openImages(String tenant) {
        return open.images(tenant);
    }

    /** How long the workers need for pictures, by their recent pace; empty where unknown. */
    public Optional<Duration> timeFor(double pictures) {
        OptionalDouble perSecond = pace.perSecond();
        return perSecond.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (1000 * pictures / perSecond.getAsDouble())));
    }

    /** Jobs that can be asked for. */
    public int size() {
        return going.size() + over.size();
    }

    /** Events that wait for their request. */
    public int earlyEvents() {
        return early.size();
    }
}
