package dev.atelier.trainer.evaluation;

/**
 * How two sets of features cover each other, each set taken as the balls that reach from its members to their k-th nearest
 * neighbour.
 *
 * @param precision share of generated pictures in a real ball, k = 3 (Kynkäänniemi et al. 2019): fidelity
 * @param recall share of real pictures in a generated ball, k = 3: variety
 * @param density mean number of real balls that a generated picture lies in, over k = 5 (Naeem et al. 2020); may exceed 1
 * @param coverage share of real balls that hold a generated picture, k = 5
 */
public record Manifolds(double precision, double recall, double density, double coverage) {

    private static final int PRECISION_NEIGHBOURS = 3;
    private static final int DENSITY_NEIGHBOURS = 5;

    /** @throws IllegalArgumentException where a set has too few members for its neighbours */
    public static Manifolds of(float[][] real, float[][] generated) {
        float[] realThird = Distances.toNeighbour(real, PRECISION_NEIGHBOURS);
        float[] realFifth = Distances.toNeighbour(real, DENSITY_NEIGHBOURS);
        float[] generatedThird = Distances.toNeighbour(generated, PRECISION_NEIGHBOURS);
        boolean[] precise = new boolean[generated.length];
        long[] counts = new long[3];
        Distances.each(real, generated, (i, squared) -> {
            boolean recalled = false;
            boolean covered = false;
            for (int j = 0; j < squared.length; j++) {
                precise[j] |= squared[j] <= realThird[i];
                recalled |= squared[j] <= generatedThird[j];
                if (squared[j] <= realFifth[i]) {
                    covered = true;
                    counts[0]++;
                }
            }
            counts[1] += recalled ? 1 : 0;
            counts[2] += covered ? 1 : 0;
        });
        int inside = 0;
        for (boolean one : precise) {
            inside += one ? 1 : 0;
        }
        return new Manifolds(
                (double) inside / generated.length,
                (double) counts[1] / real.length,
                (double) counts[0] / generated.length / DENSITY_NEIGHBOURS,
                (double) counts[2] / real.length);
    }
}
