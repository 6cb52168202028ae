/**
 * What the integration tests share: broker, store and model of an {@link dev.atelier.workers.testing.Installation},
 * packaged workers beside it, and what the log says of each job.
 */
package dev.atelier.workers.testing;
