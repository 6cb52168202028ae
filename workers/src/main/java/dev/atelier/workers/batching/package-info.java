/**
 * Gathers pictures of different requests into batches for the generator. The rule is {@link
 * dev.atelier.workers.batching.BatchQueue}, each of its lanes shares fairly between tenants ({@link
 * dev.atelier.workers.batching.LaneQueue}), {@link dev.atelier.workers.batching.Batcher} gives it threads and a clock.
 */
package dev.atelier.workers.batching;
