package dev.atelier.trainer.retention;

import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.contract.trainings.TrainingRuns;
import java.time.Clock;
import java.time.Duration;

/**
 * Removes the checkpoints of runs that ended some time ago; losses, sheets and the evaluation stay, for whoever asks where a
 * version comes from.
 */
public final class CheckpointRetention {

    private static final String FOLDER = "/checkpoints/";

    private final ObjectStore store;
    private final Duration kept;
    private final Clock clock;

    /** @param kept how long after a run's end its checkpoints stay */
    public CheckpointRetention(ObjectStore store, Duration kept, Clock clock) {
        this.store = store;
        this.kept = kept;
        this.clock = clock;
    }

    /** @return how many objects it removed */
    public int sweep(TrainingRuns runs) {
        int removed = 0;
        for (TrainingRun run : runs.all()) {
            if (run.state().isEnd() && run.changedAt().plus(kept).isBefore(clock.instant())) {
                for (String key : store.list("runs/" + run.id() + "/")) {
                    if (key.contains(FOLDER)) {
                        store.delete(key);
                        removed++;
                    }
                }
            }
        }
        return removed;
    }
}
