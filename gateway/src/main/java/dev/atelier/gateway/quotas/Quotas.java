package dev.atelier.gateway.quotas;

import dev.atelier.contract.messages.GenerationRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds each tenant to its limits, over all gateways: every one reads from the log what the others accepted, and counts
 * its own requests from the moment of acceptance. Two that accept at the same moment may go beyond a limit by what has
 * not been read yet. Thread-safe.
 */
public final class Quotas {
    private static final Duration WHERE_UNKNOWN = Duration.ofSeconds(10);

    private final Function<String, Limits> limits;
    private final Queue queue;
    private final Clock clock;
    private final Map<String, Use> uses = new HashMap<>();

    /** What is known of the queue. */
    public interface Queue {
        /** Pictures of a tenant that are still to be made, of those requests that have been read from the log. */
        long waiting(String tenant);

        /** How long until {@code pictures} of a tenant's that wait are likely made; empty where unknown. */
        Optional<Duration> untilMade(String tenant, long pictures);
    }

    /** What is under way, and what was lately taken, for a tenant. */
    private static final class Use {
        private final Limits limits;
        private final Optional<Bucket> bucket;
        private final Map<String, Integer> unread = new HashMap<>();

        Use(Limits limits) {
            this.limits = limits;
            this.bucket = limits.perSecond().stream()
                    .mapToObj(perSecond -> new Bucket(perSecond, Limits.burst(perSecond)))
                    .findFirst();
        }

        long unreadPictures() {
            return unread.values().stream().mapToLong(Integer::longValue).sum();
        }
    }

    /** @param limits of a tenant */
    public Quotas(Function<String, Limits> limits, Queue queue, Clock clock) {
        this.limits = limits;
        this.queue = queue;
        this.clock = clock;
    }

    private Use use(String tenant) {
        return uses.computeIfAbsent(tenant, name -> new Use(limits.apply(name)));
    }

    /** Takes the pictures of a job that is about to be written, unless that is too much. */
    public synchronized Optional<Refusal> take(String tenant, String job, int pictures) {
        Use use = use(tenant);
        Instant now = clock.instant();
        Optional<Refusal> refusal = tooMany(tenant, use, pictures).or(() -> tooFast(use, pictures, now));
        if (refusal.isEmpty() && counts(use)) {
            use.bucket.ifPresent(bucket -> bucket.take(pictures, now));
            use.unread.put(job, pictures);
        }
        return refusal;
    }

    private static boolean counts(Use use) {
        return use.bucket.isPresent() || use.limits.waiting().isPresent();
    }

    private static Optional<Refusal> tooFast(Use use, int pictures, Instant now) {
        return use.bucket
                .map(bucket -> bucket.untilThere(pictures, now))
                .filter(wait -> !wait.isZero())
                .map(wait -> new Refusal.TooFast(use.limits.perSecond().getAsDouble(), wait));
    }

    private Optional<Refusal> tooMany(String tenant, Use use, int pictures) {
        if (use.limits.waiting().isEmpty()) {
            return Optional.empty();
        }
        int limit = use.limits.waiting().getAsInt();
        if (pictures > limit) {
            return Optional.of(new Refusal.TooLarge(limit));
        }
        long waiting = queue.waiting(tenant) + use.unreadPictures();
        if (waiting + pictures <= limit) {
            return Optional.empty();
        }
        Duration wait = queue.untilMade(tenant, waiting + pictures - limit).orElse(WHERE_UNKNOWN);
        return Optional.of(new Refusal.TooMany(waiting, limit, wait));
    }

    /** Gives back what was taken for a job that could not be written. */
    public synchronized void giveBack(String tenant, String job) {
        Use use = use(tenant);
        Integer pictures = use.unread.remove(job);
        if (pictures != null) {
            use.bucket.ifPresent(bucket -> bucket.giveBack(pictures));
        }
    }

    /** A job's first request was read from the log, written here or by another gateway. */
    public synchronized void read(GenerationRequest request) {
        Use use = use(request.tenant());
        boolean mine = use.unread.remove(request.id()) != null;
        if (!mine) {
            use.bucket.ifPresent(bucket -> bucket.take(request.count(), request.acceptedAt()));
        }
    }
}
