/**
 * Saying that a data set has a new version, from which models are to learn. Start at {@link
 * dev.atelier.gateway.datasets.UpdatesResource}.
 */
package dev.atelier.gateway.datasets;
