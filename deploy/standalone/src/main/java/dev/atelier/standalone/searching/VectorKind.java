package dev.atelier.standalone.searching;

import dev.atelier.contract.products.FeatureVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Where vectors lie that nobody's pictures gave. */
public enum VectorKind {
    /** In any direction. The hardest there are: none is much nearer than the others. */
    RANDOM,
    /** Around some directions, as pictures of a few hundred sorts of products do. */
    CLUSTERED;

    private static final int CLUSTERS = 200;
    /** Length of a deviation, beside a centre of length 1. */
    private static final double WIDTH = 0.5;

    private static final long SEED = 1;

    /** @param dimensions of each, 2 or more */
    public List<FeatureVector> make(int count, int dimensions) {
        Random random = new Random(SEED);
        float[] nowhere = new float[dimensions];
        List<float[]> centres = new ArrayList<>();
        for (int i = 0; i < CLUSTERS; i++) {
            centres.add(near(nowhere, 1, random).toArray());
        }
        var vectors = new ArrayList<FeatureVector>(count);
        for (int i = 0; i < count; i++) {
            float[] centre = this == RANDOM ? nowhere : centres.get(random.nextInt(CLUSTERS));
            vectors.add(near(centre, WIDTH / Math.sqrt(dimensions), random));
        }
        return vectors;
    }

    private static FeatureVector near(float[] centre, double deviation, Random random) {
        float[] numbers = new float[centre.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (centre[i] + deviation * random.nextGaussian());
        }
        return FeatureVector.towards(numbers);
    }
}
