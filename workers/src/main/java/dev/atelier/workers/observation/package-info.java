/** What people and schedulers see of a worker: metrics and health. */
package dev.atelier.workers.observation;
