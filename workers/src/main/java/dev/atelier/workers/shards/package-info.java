/**
 * Shards of catalogues in this worker's hands: which it holds and opens, and how their pictures become one tar file with an
 * index, by the WebDataset convention. Start at {@link dev.atelier.workers.shards.HeldShards} and {@link
 * dev.atelier.workers.shards.ShardFile}.
 */
package dev.atelier.workers.shards;
