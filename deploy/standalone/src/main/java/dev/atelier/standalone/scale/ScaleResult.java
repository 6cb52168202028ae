package dev.atelier.standalone.scale;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What {@code bench scale} measures.
 *
 * @param partitions of the topics by which workers share catalogues
 * @param loadAverage of the machine over the minute before the bench began
 * @param runs one for each number of workers and size
 */
public record ScaleResult(
        String model, int shardSize, Map<String, Integer> partitions, double loadAverage, List<Run> runs) {

    /**
     * One catalogue. Times count from the first byte of the request.
     *
     * @param acceptedMs until the answer, with every line checked
     * @param firstShardMs until the log says that a shard is stored
     * @param manifestMs until the log says that the manifest is stored
     * @param cpuMsPerItem processor time by process, those that were killed included
     * @param peakResidentMiB most memory that each process had within the run
     * @param expectedEnd what the gateway said on the way of the end; none where the catalogue has few shards
     * @param lost items that the manifest does not name
     * @param doubled lines of the manifest beyond an item's first
     * @param wrong pictures that are not where the manifest says, or not what was asked for
     */
    public record Run(
            int workers,
            int items,
            double acceptedMs,
            double firstShardMs,
            double manifestMs,
            double imagesPerSecond,
            double msPerItem,
            Map<String, Double> cpuMsPerItem,
            Map<String, Double> peakResidentMiB,
            List<Kill> kills,
            List<Forecast> expectedEnd,
            int lost,
            int doubled,
            int wrong) {}

    /**
     * A process that was ended at once, as by a crash, and started again by its supervisor.
     *
     * @param afterItems items that were stored by then
     * @param recoveryMs until it was of use again: a gateway answers for the batch, a worker has stored a shard, another shard
     *     was reported after the death of broker or store; empty where the batch was completed before
     */
    public record Kill(String process, long afterItems, OptionalDouble recoveryMs) {}

    /**
     * An expected end, beside the one that came.
     *
     * @param share of the items that were stored when the gateway was asked
     * @param remainingMs from then until the manifest was stored
     * @param error |expected − real| ÷ what remained
     */
    public record Forecast(double share, double remainingMs, double error) {}

    /** Whether every item is in its manifest once, its picture where that says. */
    public boolean isClean() {
        return runs.stream().allMatch(run -> run.lost() == 0 && run.doubled() == 0 && run.wrong() == 0);
    }
}
