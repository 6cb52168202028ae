/** How a job gets its identity and its seed: both are functions of what the client sent. */
package dev.atelier.contract.jobs;
