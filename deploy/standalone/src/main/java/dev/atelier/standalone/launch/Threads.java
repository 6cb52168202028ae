package dev.atelier.standalone.launch;

import java.util.Map;

/** Threads of the numerics: processes that compute side by side share the processors. */
public final class Threads {
    private Threads() {}

    /** For each of {@code processes}; OMP_NUM_THREADS of the environment is what all of them share. */
    public static int each(int processes, Map<String, String> environment) {
        String given = environment.getOrDefault("OMP_NUM_THREADS", "");
        int all = given.matches("[1-9][0-9]{0,3}")
                ? Integer.parseInt(given)
                : Runtime.getRuntime().availableProcessors();
        return Math.max(1, all / processes);
    }
}
