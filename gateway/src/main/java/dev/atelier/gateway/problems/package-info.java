/**
 * What goes wrong, as RFC 9457 problems: every answer with a status of 400 or more is one, whoever notices the mistake.
 * Start at {@link dev.atelier.gateway.problems.ProblemType}.
 */
package dev.atelier.gateway.problems;
