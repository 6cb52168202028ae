/**
 * What is in this worker's hands: a request as it was delivered, the work that it turned out to be, a job or a shard of a
 * catalogue, and the pictures to be made. Start at {@link dev.atelier.workers.jobs.Work}.
 */
package dev.atelier.workers.jobs;
