/** What an installation sets, key by key, in {@link dev.atelier.workers.configuration.WorkerConfig}. */
package dev.atelier.workers.configuration;
