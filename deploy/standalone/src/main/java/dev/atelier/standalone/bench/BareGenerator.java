package dev.atelier.standalone.bench;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.runtime.NetworkGenerator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Measures what the generator alone does, as a worker runs it but with nothing around: conditions and seeds in, pixels
 * out, in batches of 64. A program of its own, so that it gets a worker's settings and shares its process with nobody.
 */
public final class BareGenerator {
    private static final int BATCH = 64;
    private static final long WARM_UP_NANOS = 4_000_000_000L;
    private static final long MEASURED_NANOS = 8_000_000_000L;

    private BareGenerator() {}

    /**
     * Prints {"imagesPerSecond": …}.
     *
     * @param arguments the artefact's folder
     */
    public static void main(String[] arguments) {
        Artefact artefact = Artefact.open(Path.of(arguments[0]));
        try (NetworkGenerator generator = NetworkGenerator.load(artefact)) {
            float[][] conditions = conditions(artefact);
            run(generator, conditions, WARM_UP_NANOS);
            System.out.println(new String(
                    Json.bytes(Map.of("imagesPerSecond", run(generator, conditions, MEASURED_NANOS))),
                    StandardCharsets.UTF_8));
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
