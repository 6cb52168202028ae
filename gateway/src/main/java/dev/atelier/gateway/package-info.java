/**
 * HTTP at the front, the Kafka log behind. A request is checked at the door, written to the log and answered once it
 * has been read back; everything that is shown is a fold of the log. No state of its own, no network runs here.
 *
 * <p>{@code log} reads and writes Kafka, {@code jobs} folds it into what is known of each job, {@code generations},
 * {@code catalogues}, {@code images} and {@code models} are the HTTP resources, {@code operations} and {@code deadletters}
 * those for who runs it, {@code problems} what goes wrong. A search for products goes its own way: {@code stores} takes
 * products in, {@code log} follows their embeddings into {@code index}, {@code search} asks workers by {@code queries} and then
 * the index. Start at {@link
 * dev.atelier.gateway.generations.GenerationsResource} and {@link dev.atelier.gateway.jobs.JobView}.
 */
package dev.atelier.gateway;
