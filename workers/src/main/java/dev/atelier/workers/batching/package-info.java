/**
 * Gathers pictures of different requests into batches for the generator. The rule is {@link
 * dev.atelier.workers.batching.BatchQueue}, {@link dev.atelier.workers.batching.Batcher} gives it threads and a clock.
 */
package dev.atelier.workers.batching;
