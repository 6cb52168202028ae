/**
 * Attempts of webhooks as the log tells of them. Start at {@link dev.atelier.gateway.attempts.LatestAttempts}.
 */
package dev.atelier.gateway.attempts;
