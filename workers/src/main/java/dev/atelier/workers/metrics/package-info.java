/** What a worker counts and measures. */
package dev.atelier.workers.metrics;
