package dev.atelier.workers.commands;

import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.reporting.JobReports;
import java.time.Clock;
import java.util.function.Predicate;

/**
 * The last question before a picture costs a forward pass: is its job still wanted? Reports the start of a job, and the
 * end of one that was cancelled or has expired. A job that was cancelled when some of its pictures are made ends there;
 * one that has begun does not expire any more.
 */
public final class JobGate implements Predicate<Job> {
    private final Cancellations cancellations;
    private final JobReports reports;
    private final Clock clock;

    public JobGate(Cancellations cancellations, JobReports reports, Clock clock) {
        this.cancellations = cancellations;
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public boolean test(Job job) {
        if (job.isOver()) {
            return false;
        }
        if (cancellations.contains(job.id())) {
            reports.cancelled(job);
            return false;
        }
        if (!job.isBegun() && clock.instant().isAfter(job.request().expiresAt())) {
            reports.expired(job);
            return false;
        }
        if (job.begin()) {
            reports.started(job);
        }
        return true;
    }
}
