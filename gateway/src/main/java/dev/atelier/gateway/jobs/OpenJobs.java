package dev.atelier.gateway.jobs;

import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The jobs that are not over, in the order of their requests, and how much lies before each. One thread changes, any
 * thread reads; a reader may see the totals a moment before or after the jobs, which shifts a position by one.
 */
final class OpenJobs {
    private final ConcurrentSkipListMap<Long, Job> byNumber = new ConcurrentSkipListMap<>();
    private volatile int jobs;
    private volatile long images;

    void put(Job job) {
        Job before = byNumber.put(job.number(), job);
        if (before == null) {
            jobs = jobs + 1;
            images = images + job.remaining();
        } else {
            images = images + job.remaining() - before.remaining();
        }
    }

    void remove(Job job) {
        Job before = byNumber.remove(job.number());
        if (before != null) {
            jobs = jobs - 1;
            images = images - before.remaining();
        }
    }

    /**
     * What lies before a queued job. Counted from the end of the queue, where new jobs are, because most questions are
     * about these.
     */
    Position before(Job job) {
        int jobsAhead = jobs;
        long imagesAhead = images;
        for (Job other : byNumber.tailMap(job.number(), true).values()) {
            jobsAhead--;
            imagesAhead -= other.remaining();
        }
        return new Position(Math.max(0, jobsAhead), Math.max(0, imagesAhead));
    }

    Collection<Job> all() {
        return byNumber.values();
    }

    int jobs() {
        return jobs;
    }

    long images() {
        return images;
    }
}
