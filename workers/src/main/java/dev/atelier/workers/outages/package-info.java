/** What a worker does while the store is away: it waits, and says so once. */
package dev.atelier.workers.outages;
