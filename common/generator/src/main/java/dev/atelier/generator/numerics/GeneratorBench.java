package dev.atelier.generator.numerics;

import dev.atelier.generator.runtime.NetworkGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast a generator is beside what its machine can do.
 *
 * @param model name of the model
 * @param batch for 1, 8, 32, 64 and 256 pictures asked for at once
 * @param gflops at 64 pictures, two operations per multiply-add of convolutions and dense layers as the architecture
 *     defines them
 * @param sgemmGflops see {@link Rates#sgemm}, in the same process
 * @param ratioToSgemm the one by the other
 */
public record GeneratorBench(
        String model, Map<String, Speed> batch, double gflops, double sgemmGflops, double ratioToSgemm) {

    private static final int[] SIZES = {1, 8, 32, 64, 256};
    private static final int REFERENCE = 64;
    private static final long NANOS_PER_SIZE = 1_500_000_000L;
    private static final int LEAST_RUNS = 5;

    /**
     * The median of several calls.
     *
     * @param imagesPerSecond pictures per second
     * @param ms one call
     */
    public record Speed(double imagesPerSecond, double ms) {}

    /** Takes about ten seconds. Includes everything from conditions and seeds to pixels, no PNG. */
    public static GeneratorBench of(String model, NetworkGenerator generator) {
        double before = Rates.sgemm();
        Map<String, Speed> speeds = new LinkedHashMap<>();
        for (int size : SIZES) {
            speeds.put(String.valueOf(size), measure(size, generator));
        }
        double sgemm = Math.max(before, Rates.sgemm());
        double seconds = speeds.get(String.valueOf(REFERENCE)).ms() / 1000;
        double gflops = 2.0 * generator.multiplyAdds() * REFERENCE / seconds / 1e9;
        return new GeneratorBench(model, speeds, gflops, sgemm, gflops / sgemm);
    }

    private static Speed measure(int size, NetworkGenerator generator) {
        float[][] conditions = new float[size][generator.conditionSize()];
        int[] indexes = new int[size];
        for (int i = 0; i < size; i++) {
            if (generator.conditionSize() > 0) {
                conditions[i][i % generator.conditionSize()] = 1;
            }
            indexes[i] = i;
        }
        time(0, conditions, indexes, generator);
        List<Long> times = new ArrayList<>();
        long end = System.nanoTime() + NANOS_PER_SIZE;
        while (System.nanoTime() < end || times.size() < LEAST_RUNS) {
            times.add(time(times.size() + 1, conditions, indexes, generator));
        }
        times.sort(null);
        double median = times.get(times.size() / 2);
        return new Speed(size / (median / 1e9), median / 1e6);
    }

    private static long time(long seed, float[][] conditions, int[] indexes, NetworkGenerator generator) {
        long[] seeds = new long[indexes.length];
        Arrays.fill(seeds, seed);
        long start = System.nanoTime();
        generator.generate(conditions, seeds, indexes);
        return System.nanoTime() - start;
    }
}
