/**
 * What is known of each job: the fold of the requests and events in the log. It knows neither Kafka nor HTTP; one
 * thread applies what was read, any thread reads. Start at {@link dev.atelier.gateway.jobs.Job} (the fold of one job)
 * and {@link dev.atelier.gateway.jobs.JobView} (of all).
 */
package dev.atelier.gateway.jobs;
