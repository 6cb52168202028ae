/** What people and schedulers are told of a worker's state, and how it finds out. */
package dev.atelier.workers.health;
