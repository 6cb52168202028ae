package dev.atelier.trainer.retraining.gate;

import dev.atelier.generator.runtime.Generator;
import dev.atelier.generator.runtime.NetworkGenerator;
import java.util.Arrays;
import java.util.List;

/**
 * The time that generators take for one batch, in milliseconds. They take turns, and each one's least time counts: what else
 * the machine does then falls on all of them alike, and mostly on none.
 */
final class Latency {
    private static final int ROUNDS = 15;

    private Latency() {}

    static double[] of(List<Generator> generators) {
        double[] least = new double[generators.size()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < least.length; i++) {
                least[i] = Math.min(least[i], millis(generators.get(i)));
            }
        }
        return least;
    }

    private static double millis(Generator generator) {
        int count = NetworkGenerator.MICRO_BATCH;
        float[][] conditions = new float[count][generator.conditionSize()];
        for (float[] condition : conditions) {
            condition[0] = 1;
        }
        float[][] latents = new float[count][generator.latentSize()];
        long start = System.nanoTime();
        generator.generate(conditions, latents);
        return (System.nanoTime() - start) / 1e6;
    }
}
