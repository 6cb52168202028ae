/**
 * What could not be handled, why, and sending it on its way once more. Nothing is deleted: a replay is a message of its own,
 * behind the letter in the same topic. Start at {@link dev.atelier.gateway.deadletters.DeadLettersResource}.
 */
package dev.atelier.gateway.deadletters;
