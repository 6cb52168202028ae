package dev.atelier.gateway.jobs;

/**
 * What lies before a job that waits.
 *
 * @param jobs not yet over that were accepted before it
 * @param images that these still have to get
 */
public record Position(int jobs, long images) {}
