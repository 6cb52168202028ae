/**
 * Consumes requests, generates in batches, stores the pictures, reports.
 *
 * <p>A pipeline in one direction: {@code intake} reads requests and finds their model, {@code batching} gathers pictures
 * of different requests, {@code generation} computes, {@code encoding} makes PNG files, {@code storing} puts them into
 * the store, {@code reporting} says so in the log; then the request is acknowledged. Each stage has its own threads and
 * its own bounded buffer, and a full one holds up the stage before it. Every effect is idempotent: a request that comes
 * again makes the same bytes under the same keys. Beside it {@code expansion} turns catalogues into shards, and
 * {@code embedding} gives products the vectors by which they are found. Start at {@link
 * dev.atelier.workers.Worker} and {@code Pipeline}.
 */
package dev.atelier.workers;
