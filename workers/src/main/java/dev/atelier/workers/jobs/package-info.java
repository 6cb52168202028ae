/**
 * A request in this worker's hands: as it was delivered, as a job once it is known that it can be fulfilled, and as the
 * pictures to be made. Start at {@link dev.atelier.workers.jobs.Job}.
 */
package dev.atelier.workers.jobs;
