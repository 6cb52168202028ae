package dev.atelier.standalone.launch;

import java.util.Map;

/**
 * Threads of the numerics: whatever computes side by side shares the processors. OMP_NUM_THREADS of the environment is what
 * all of it shares; every processor where it is not given.
 */
public final class Threads {
    /** How many generators a worker runs side by side. */
    public static final String GENERATORS = "ATELIER_WORKER_GENERATORS";

    private static final String THREADS = "OMP_NUM_THREADS";
    private static final String WAITING = "OMP_WAIT_POLICY";
    /** Each has working memory of its own, some 100 MB a model, which has to fit into the worker's limit. */
    private static final int MOST_GENERATORS = 2;

    private Threads() {}

    /**
     * The environment of a process that computes alone. Threads that have nothing to do sleep instead of spinning: beside
     * gateway, broker and store on two cores that made 314 instead of 220 pictures a second.
     */
    public static Map<String, String> settings(Map<String, String> environment) {
        return Map.of(THREADS, Integer.toString(given(environment)), WAITING, waiting(environment));
    }

    /**
     * The environment of each of {@code workers}. Its generators share its processors: threads of one inference wait for each
     * other at every layer, and the longer the more the processors have to do besides.
     */
    public static Map<String, String> ofWorker(int workers, Map<String, String> environment) {
        int each = Math.max(1, given(environment) / workers);
        int generators = number(environment.getOrDefault(GENERATORS, ""), Math.min(each, MOST_GENERATORS));
        return Map.of(
                GENERATORS,
                Integer.toString(generators),
                THREADS,
                Integer.toString((each + generators - 1) / generators),
                WAITING,
                waiting(environment));
    }

    private static int given(Map<String, String> environment) {
        return number(
                environment.getOrDefault(THREADS, ""), Runtime.getRuntime().availableProcessors());
    }

    private static String waiting(Map<String, String> environment) {
        return environment.getOrDefault(WAITING, "PASSIVE");
    }

    private static int number(String text, int otherwise) {
        return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : otherwise;
    }
}
