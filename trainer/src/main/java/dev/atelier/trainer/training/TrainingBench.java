package dev.atelier.trainer.training;

import dev.atelier.generator.numerics.Rates;
import dev.atelier.generator.runtime.Scratch;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.api.memory.MemoryWorkspace;

/**
 * How fast a model learns beside what its machine can do.
 *
 * @param model name of the model
 * @param batch examples per step
 * @param stepMs median of a step: data, networks, optimisers
 * @param forwardMs median of G's forward walk in such a step
 * @param stepsPerSecond by the median
 * @param gflops two operations per multiply-add of convolutions and dense layers as the architecture defines them, over all
 *     walks of a step, see {@link GenerativeLearner#multiplyAdds}
 * @param sgemmGflops see {@link Rates#sgemm}, in the same process
 * @param ratioToSgemm the one by the other
 * @param shares of the step's time by part; together 1
 */
public record TrainingBench(
        String model,
        int batch,
        double stepMs,
        double forwardMs,
        double stepsPerSecond,
        double gflops,
        double sgemmGflops,
        double ratioToSgemm,
        Map<String, Double> shares) {

    private static final int WARM_UP = 10;

    /**
     * Takes as many steps as asked for, after ten to warm up.
     *
     * @param learner makes the learner that reports to the clock
     */
    public static TrainingBench of(
            String model, Function<StepClock, GenerativeLearner> learner, Batches batches, int batch, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("a bench needs at least one step, got " + steps);
        }
        StepLaps laps = new StepLaps();
        GenerativeLearner measured = learner.apply(laps);
        double before = Rates.sgemm();
        try (Scratch scratch = new Scratch()) {
            for (int step = 0; step < WARM_UP + steps; step++) {
                if (step == WARM_UP) {
                    laps.forget();
                }
                step(measured, batches, step, scratch, laps);
            }
        }
        double sgemm = Math.max(before, Rates.sgemm());
        double gflops = 2.0 * measured.multiplyAdds() * batch / laps.stepMs() / 1e6;
        return new TrainingBench(
                model,
                batch,
                laps.stepMs(),
                laps.lapMs(GenerativeLearner.GENERATOR_FORWARD),
                1000 / laps.stepMs(),
                gflops,
                sgemm,
                gflops / sgemm,
                laps.shares());
    }

    private static void step(GenerativeLearner learner, Batches batches, int step, Scratch scratch, StepLaps laps) {
        laps.begin();
        try (MemoryWorkspace ignored = scratch.enter()) {
            Batch batch = batches.at(step);
            laps.ended("data");
            learner.step(batch, step, 1);
        }
        laps.end();
    }
}
