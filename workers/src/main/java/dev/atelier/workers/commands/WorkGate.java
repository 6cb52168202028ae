package dev.atelier.workers.commands;

import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.jobs.Work;
import java.util.function.Predicate;

/** Whether work is still wanted, by the gate of its kind. */
public record WorkGate(JobGate jobs, ShardGate shards) implements Predicate<Work> {
    @Override
    public boolean test(Work work) {
        return work instanceof Shard shard ? shards.test(shard) : jobs.test((Job) work);
    }
}
