package dev.atelier.standalone.launch;

import java.util.Map;

/** Threads of the numerics: processes that compute side by side share the processors. */
public final class Threads {
    private Threads() {}

    /**
     * The environment of each of {@code processes}. Threads that have nothing to do sleep instead of spinning: beside
     * gateway, broker and store on two cores that made 314 instead of 220 pictures a second.
     */
    public static Map<String, String> settings(int processes, Map<String, String> environment) {
        return Map.of(
                "OMP_NUM_THREADS", Integer.toString(each(processes, environment)),
                "OMP_WAIT_POLICY", environment.getOrDefault("OMP_WAIT_POLICY", "PASSIVE"));
    }

    /** For each of {@code processes}; OMP_NUM_THREADS of the environment is what all of them share. */
    static int each(int processes, Map<String, String> environment) {
        String given = environment.getOrDefault("OMP_NUM_THREADS", "");
        int all = given.matches("[1-9][0-9]{0,3}")
                ? Integer.parseInt(given)
                : Runtime.getRuntime().availableProcessors();
        return Math.max(1, all / processes);
    }
}
