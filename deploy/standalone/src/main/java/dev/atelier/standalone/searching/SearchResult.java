package dev.atelier.standalone.searching;

import dev.atelier.standalone.bench.Percentiles;
import java.util.Map;

/**
 * What {@code bench search} measures.
 *
 * @param vectors where they lie: random, clustered, or the name of the store that they are of
 * @param buildSeconds from the first product in the log until all can be found
 * @param restartSeconds from the end of a gateway until the next one finds all, by the index that was kept
 * @param recallAt10 share of the ten nearest, by comparison with all, that a search finds
 * @param filteredRecallAt10 the same among the hundredth that a filter leaves
 * @param latencies by the number of clients
 */
public record SearchResult(
        String vectors,
        int products,
        int dimensions,
        double buildSeconds,
        double restartSeconds,
        double recallAt10,
        double filteredRecallAt10,
        Map<String, Latency> latencies) {
    /**
     * Of searches over HTTP.
     *
     * @param gatewayCpuMs processor time of the gateway for one search, which other work on the machine hardly changes
     */
    public record Latency(Percentiles ms, double perSecond, double gatewayCpuMs) {}
}
