package dev.atelier.trainer.retraining.runs;

import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.trainer.registry.ModelLog;
import dev.atelier.trainer.retraining.RetrainingSettings;
import dev.atelier.trainer.retraining.log.TrainingLog;
import dev.atelier.trainer.retraining.updates.UpdateCheck;
import java.lang.Thread.UncaughtExceptionHandler;

/** What every attempt of this trainer works with. */
public record Workshop(
        RetrainingSettings settings,
        WorkFolder folder,
        ObjectStore store,
        ModelLog models,
        TrainingLog log,
        UpdateCheck check,
        RunMetrics metrics) {

    /**
     * The loop that takes runs and carries them out.
     *
     * @param broken is told where it ends though nobody closed it
     */
    public RunLoop loop(UncaughtExceptionHandler broken) {
        return new RunLoop(
                log, settings.terms(), (run, hold) -> new Attempt(this, run, hold).carryOut(), metrics, broken);
    }
}
