package dev.atelier.standalone.bench;

import java.util.Map;
import java.util.Optional;

/**
 * What {@code bench end-to-end} measures.
 *
 * @param bareImagesPerSecond the generator alone, see {@link BareGenerator}
 * @param lane by which the pictures were asked for
 * @param endToEndImagesPerSecond from HTTP over Kafka and worker into the store; in the bulk lane from the request for
 *     shards to the news of the last
 * @param ratio the second by the first, as measured
 * @param ratioWithoutServers ratio × all processor time ÷ processor time outside of broker, store and load generator:
 *     what would be left if these ran elsewhere
 * @param latencyMs of a single picture, from the request to the news of its completion: on an idle system, or beside
 *     shards
 * @param expectedWait what jobs under load were told of their wait, beside how long it was; not in the bulk lane
 * @param images asked for under load
 * @param lost asked for, but never reported or without an end of their job
 * @param doubled reported more than once, and ends beyond a job's first
 * @param wrong read back with another SHA-256 or provenance than reported
 * @param cpuSeconds processor time under load, by process; the launcher's is broker and store
 */
public record EndToEndResult(
        String model,
        Lane lane,
        double bareImagesPerSecond,
        double endToEndImagesPerSecond,
        double ratio,
        double ratioWithoutServers,
        Percentiles latencyMs,
        Optional<WaitError> expectedWait,
        int images,
        int lost,
        int doubled,
        int wrong,
        Map<String, Double> cpuSeconds) {
    static double ratioWithoutServers(double ratio, CpuTimes used) {
        double servers = used.of(SystemUnderTest.LAUNCHER) + used.of(SystemUnderTest.CLIENTS);
        return ratio * used.total() / (used.total() - servers);
    }

    /** Whether every picture arrived, once and right. */
    public boolean isClean() {
        return lost == 0 && doubled == 0 && wrong == 0;
    }
}
