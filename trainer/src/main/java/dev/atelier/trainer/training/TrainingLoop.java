package dev.atelier.trainer.training;

import dev.atelier.generator.layers.Network;
import dev.atelier.generator.runtime.Scratch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.nd4j.linalg.api.memory.MemoryWorkspace;

/**
 * The one loop of all models: batch after batch to the {@link Learner}, a checkpoint now and then, and word to the
 * listeners. All randomness of a step is a function of the seed and the step, so a run that was resumed ends with the same
 * weights as one that was not interrupted.
 */
public final class TrainingLoop {

    private static final int BATCHES_TO_MEASURE = 100;

    private final Learner learner;
    private final Batches batches;
    private final Checkpoints checkpoints;
    private final Schedule schedule;
    private final List<TrainingListener> listeners;
    private final Scratch scratch = new Scratch();

    public TrainingLoop(
            Learner learner,
            Batches batches,
            Checkpoints checkpoints,
            Schedule schedule,
            List<TrainingListener> listeners) {
        this.learner = learner;
        this.batches = batches;
        this.checkpoints = checkpoints;
        this.schedule = schedule;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Goes on from the last checkpoint, if there is one.
     *
     * @param stop asked after each step; where it says yes, the run saves and ends
     */
    public TrainingOutcome run(BooleanSupplier stop) throws IOException {
        long total = (long) schedule.epochs() * batches.perEpoch();
        Optional<Long> restored = checkpoints.restore(learner.state());
        long step = restored.orElse(0L);
        long saved = step;
        for (TrainingListener listener : listeners) {
            listener.started(step, total);
        }
        while (step < total) {
            Map<String, Double> losses = step(step, total);
            step++;
            for (TrainingListener listener : listeners) {
                listener.stepped(step, losses);
            }
            if (!losses.values().stream().allMatch(Double::isFinite)) {
                return ended(new TrainingOutcome.Diverged(step, saved, "a loss is not finite: " + losses));
            }
            boolean stopping = stop.getAsBoolean();
            if (stopping || step == total || step % schedule.checkpointEvery() == 0) {
                checkpoints.save(step, learner.state());
                saved = step;
                for (TrainingListener listener : listeners) {
                    listener.checkpointed(step);
                }
            }
            if (step % batches.perEpoch() == 0) {
                epochDone((int) (step / batches.perEpoch()));
            }
            if (stopping && step < total) {
                return ended(new TrainingOutcome.Stopped(step));
            }
        }
        return ended(new TrainingOutcome.Completed(step));
    }

    private Map<String, Double> step(long step, long total) {
        try (MemoryWorkspace ignored = scratch.enter()) {
            return learner.step(batches.at(step), step, schedule.rateFactor(step, total));
        }
    }

    private void epochDone(int epoch) throws IOException {
        Network averaged = learner.averaged(batches, Math.min(BATCHES_TO_MEASURE, batches.perEpoch()));
        for (TrainingListener listener : listeners) {
            listener.epochDone(epoch, averaged);
        }
    }

    private TrainingOutcome ended(TrainingOutcome outcome) throws IOException {
        for (TrainingListener listener : listeners) {
            listener.finished(outcome);
        }
        return outcome;
    }
}
