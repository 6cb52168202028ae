package dev.atelier.gateway.jobs;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The jobs that are not over, in the order of their requests, and how much lies before each. One thread changes, any
 * thread reads; a reader may see the totals a moment before or after the jobs, which shifts a position by one.
 */
final class OpenJobs {
    /** Jobs are also counted in groups of 512 numbers, so that a place in a long queue takes no walk along all of it. */
    private static final int GROUP_BITS = 9;

    private final ConcurrentSkipListMap<Long, Job> byNumber = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Long, Position> groups = new ConcurrentSkipListMap<>();
    /** Jobs of several gateways may have different times to expire in. */
    private final ConcurrentSkipListMap<Due, Job> byExpiry = new ConcurrentSkipListMap<>();

    private final Map<String, Long> imagesByTenant = new ConcurrentHashMap<>();
    private volatile Position all = Position.NOTHING;

    /** When a job's time is over; the number tells jobs of one moment apart. */
    private record Due(Instant at, long number) implements Comparable<Due> {
        private static final Comparator<Due> ORDER =
                Comparator.comparing(Due::at).thenComparingLong(Due::number);

        static Due of(Job job) {
            return new Due(job.request().expiresAt(), job.number());
        }

        @Override
        public int compareTo(Due other) {
            return ORDER.compare(this, other);
        }
    }

    void put(Job job) {
        Job before = byNumber.put(job.number(), job);
        byExpiry.put(Due.of(job), job);
        if (before == null) {
            count(job, 1, job.remaining());
        } else {
            count(job, 0, job.remaining() - before.remaining());
        }
    }

    void remove(Job job) {
        Job before = byNumber.remove(job.number());
        byExpiry.remove(Due.of(job));
        if (before != null) {
            count(job, -1, -before.remaining());
        }
    }

    private void count(Job job, int jobs, int images) {
        all = all.plus(jobs, images);
        Position group = groups.getOrDefault(job.number() >> GROUP_BITS, Position.NOTHING)
                .plus(jobs, images);
        if (group.jobs() == 0) {
            groups.remove(job.number() >> GROUP_BITS);
        } else {
            groups.put(job.number() >> GROUP_BITS, group);
        }
        imagesByTenant.merge(job.request().tenant(), (long) images, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
    }

    /** What lies before a queued job. */
    Position before(Job job) {
        int jobs = 0;
        long images = 0;
        long group = job.number() >> GROUP_BITS;
        for (Position earlier : groups.headMap(group).values()) {
            jobs += earlier.jobs();
            images += earlier.images();
        }
        for (Job earlier : byNumber.subMap(group << GROUP_BITS, job.number()).values()) {
            jobs++;
            images += earlier.remaining();
        }
        return new Position(jobs, images);
    }

    /** What lies before a job that comes now. */
    Position all() {
        return all;
    }

    long images(String tenant) {
        return imagesByTenant.getOrDefault(tenant, 0L);
    }

    /** Those whose time was over before {@code moment}, without a walk along the others. */
    List<Job> expiredBefore(Instant moment) {
        return List.copyOf(byExpiry.headMap(new Due(moment, Long.MIN_VALUE)).values());
    }
}
