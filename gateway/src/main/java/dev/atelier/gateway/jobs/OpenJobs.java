package dev.atelier.gateway.jobs;

import java.util.Collection;
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
    private final Map<String, Long> imagesByTenant = new ConcurrentHashMap<>();
    private volatile Position all = Position.NOTHING;

    void put(Job job) {
        Job before = byNumber.put(job.number(), job);
        if (before == null) {
            count(job, 1, job.remaining());
        } else {
            count(job, 0, job.remaining() - before.remaining());
        }
    }

    void remove(Job job) {
        Job before = byNumber.remove(job.number());
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

    Collection<Job> jobs() {
        return byNumber.values();
    }
}
