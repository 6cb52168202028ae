/**
 * Model versions on this machine: fetched and verified ones on disk, a few loaded ones in memory. Start at {@link
 * dev.atelier.workers.models.ModelFetcher}.
 */
package dev.atelier.workers.models;
