/**
 * The stage that says what becomes of jobs: events and dead letters, written until the broker has them. Start at {@link
 * dev.atelier.workers.reporting.JobReports}.
 */
package dev.atelier.workers.reporting;
