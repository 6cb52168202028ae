package dev.atelier.standalone.bench;

/**
 * What {@code bench reload} measures; times are of single pictures, from the request to the news of its completion.
 *
 * @param requests of each of the two loads
 * @param reloads that happened under the second
 * @param withoutMs while no version comes
 * @param duringMs while one version after the other becomes the champion
 * @param ratio of the second p99 to the first
 * @param rollbackMs from the answer of a rollback to the news of the first picture that was asked for afterwards
 * @param lost requests without a completed job
 * @param wrong pictures that are not of the version that their request was accepted for
 */
public record ReloadResult(
        String model,
        int requests,
        int reloads,
        Percentiles withoutMs,
        Percentiles duringMs,
        double ratio,
        double rollbackMs,
        int lost,
        int wrong) {
    /** Whether every picture arrived, and from the right version. */
    public boolean isClean() {
        return lost == 0 && wrong == 0;
    }
}
