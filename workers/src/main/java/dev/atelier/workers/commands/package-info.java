/**
 * What people say about jobs while they wait: every worker follows {@code generation.commands}, and asks before each
 * forward pass whether the job is still wanted.
 */
package dev.atelier.workers.commands;
