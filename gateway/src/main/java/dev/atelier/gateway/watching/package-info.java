/**
 * Hearing of what the log brings: streams to clients, and answers that wait for their own record. Start at {@link
 * dev.atelier.gateway.watching.Watchers}.
 */
package dev.atelier.gateway.watching;
