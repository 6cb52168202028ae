package dev.atelier.trainer.training;

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

    private final Learner learner;
    private final Batches batches;
    private final Checkpoints checkpoints;
    private final Schedule schedule;
    private final TrainingListener listener;
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
        this.listener = new Listeners(listeners);
    }

    /**
     * Goes on from the last checkpoint, if there is one, to the end of the last epoch.
     *
     * @param stop asked after each step; where it says yes, the run saves and ends
     */
    public TrainingOutcome run(BooleanSupplier stop) throws IOException {
        TrainingOutcome outcome = goOn(stop);
        scratch.close();
        listener.finished(outcome);
        return outcome;
    }

    private TrainingOutcome goOn(BooleanSupplier stop) throws IOException {
        long total = (long) schedule.epochs() * batches.perEpoch();
        long step = checkpoints.restore(learner.state()).orElse(0L);
        listener.started(step, batches.perEpoch(), total);
        try (Prefetch prefetch = new Prefetch(batches, step)) {
            return goOn(stop, prefetch, step, total);
        }
    }

    private TrainingOutcome goOn(BooleanSupplier stop, Prefetch prefetch, long firstStep, long total)
            throws IOException {
        long step = firstStep;
        long saved = firstStep;
        while (step < total) {
            Map<String, Double> losses = step(prefetch, step, total);
            step++;
            listener.stepped(step, losses);
            boolean stopping = stop.getAsBoolean();
            boolean saving = stopping || step == total || step % schedule.checkpointEvery() == 0;
            Optional<String> broken = broken(losses, saving, step);
            if (broken.isPresent()) {
                return new TrainingOutcome.Diverged(step, saved, broken.get());
            }
            if (saving) {
                checkpoints.save(step, learner.state());
                listener.checkpointed(step);
                saved = step;
            }
            if (step % batches.perEpoch() == 0) {
                listener.epochDone((int) (step / batches.perEpoch()));
            }
            if (stopping && step < total) {
                return new TrainingOutcome.Stopped(step);
            }
        }
        return new TrainingOutcome.Completed(step);
    }

    private Map<String, Double> step(Prefetch prefetch, long step, long total) throws IOException {
        try (MemoryWorkspace ignored = scratch.enter()) {
            long asked = System.nanoTime();
            Batch batch = prefetch.next();
            listener.waited(System.nanoTime() - asked);
            return learner.step(batch, step, schedule.rateFactor(step, total));
        }
    }

    /** Losses are looked at always, the networks before they go into a checkpoint. */
    private Optional<String> broken(Map<String, Double> losses, boolean saving, long step) {
        if (!losses.values().stream().allMatch(Double::isFinite)) {
            return Optional.of("a loss is no finite number: " + losses);
        }
        if (!saving) {
            return Optional.empty();
        }
        Optional<String> infinite = learner.state().entrySet().stream()
                .filter(e -> !Double.isFinite(e.getValue().sumNumber().doubleValue()))
                .map(e -> e.getKey() + " holds numbers that are not finite")
                .findFirst();
        return infinite.isPresent() || step < batches.perEpoch() ? infinite : failure(step - 1);
    }

    private Optional<String> failure(long lastStep) {
        try (MemoryWorkspace ignored = scratch.enter()) {
            return learner.failure(batches.at(lastStep), lastStep);
        }
    }
}
