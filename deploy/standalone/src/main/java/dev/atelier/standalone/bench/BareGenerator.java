package dev.atelier.standalone.bench;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.standalone.launch.Threads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Measures what a worker's generators alone do, with nothing around: conditions and seeds in, pixels out, in batches of
 * 64. A program of its own, so that it gets a worker's settings and shares its process with nobody.
 */
public final class BareGenerator {
    private static final int BATCH = 64;
    private static final long WARM_UP_NANOS = 4_000_000_000L;
    private static final long MEASURED_NANOS = 8_000_000_000L;

    private BareGenerator() {}

    /**
     * Prints {"imagesPerSecond": …}, by as many generators as {@link Threads#GENERATORS} in the environment.
     *
     * @param arguments the artefact's folder
     */
    public static void main(String[] arguments) {
        Artefact artefact = Artefact.open(Path.of(arguments[0]));
        int generators = Integer.parseInt(System.getenv(Threads.GENERATORS));
        List<CompletableFuture<Double>> rates = new ArrayList<>();
        for (int i = 0; i < generators; i++) {
            rates.add(
                    CompletableFuture.supplyAsync(() -> rate(artefact), task -> new Thread(task, "generate").start()));
        }
        double rate = rates.stream().mapToDouble(CompletableFuture::join).sum();
        System.out.println(new String(Json.bytes(Map.of("imagesPerSecond", rate)), StandardCharsets.UTF_8));
    }

    private static double rate(Artefact artefact) {
        try (NetworkGenerator generator = NetworkGenerator.load(artefact)) {
            float[][] conditions = conditions(artefact);
            run(generator, conditions, WARM_UP_NANOS);
            return run(generator, conditions, MEASURED_NANOS);
        }
    }

    private static float[][] conditions(Artefact artefact) {
        List<Selection> choices = artefact.manifest().schema().oneOfCombinations();
        float[][] conditions = new float[BATCH][];
        for (int i = 0; i < BATCH; i++) {
            conditions[i] = artefact.manifest().schema().encode(choices.get(i % choices.size()));
        }
        return conditions;
    }

    private static double run(NetworkGenerator generator, float[][] conditions, long nanos) {
        int[] indexes = new int[BATCH];
        Arrays.setAll(indexes, i -> i);
        long[] seeds = new long[BATCH];
        long start = System.nanoTime();
        long images = 0;
        for (long seed = 1; System.nanoTime() - start < nanos; seed++) {
            Arrays.fill(seeds, seed);
            images += generator.generate(conditions, seeds, indexes).size();
        }
        return images / ((System.nanoTime() - start) / 1e9);
    }
}
