/**
 * Training runs over HTTP: look, follow, cancel, approve, and what they left in the store. Start at {@link
 * dev.atelier.gateway.trainings.TrainingsResource}.
 */
package dev.atelier.gateway.trainings;
