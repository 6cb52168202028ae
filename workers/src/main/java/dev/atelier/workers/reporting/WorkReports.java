package dev.atelier.workers.reporting;

import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.jobs.Work;

/** What becomes of work of either kind. */
public record WorkReports(JobReports jobs, ShardReports shards) {
    public void failed(Work work, Failure failure) {
        if (work instanceof Shard shard) {
            shards.failed(shard, failure);
        } else {
            jobs.failed((Job) work, failure);
        }
    }
}
