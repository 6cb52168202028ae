/**
 * Turns accepted batches into shards. A worker {@linkplain dev.atelier.workers.expansion.Ownership owns} the batches of its
 * partitions; for each it {@linkplain dev.atelier.workers.expansion.Listing lists} the items shard by shard, {@linkplain
 * dev.atelier.workers.expansion.Expansion asks} for a bounded number of shards at one time, and writes the {@linkplain
 * dev.atelier.workers.expansion.BatchManifest manifest} when all are stored. Later it removes what is {@linkplain
 * dev.atelier.workers.expansion.Leftovers left over}. What is to be done follows from the fold of the log alone. Runs beside
 * the pipeline, on threads of its own, and shares with it the store and the cores. Start at {@link
 * dev.atelier.workers.expansion.Expander}.
 */
package dev.atelier.workers.expansion;
