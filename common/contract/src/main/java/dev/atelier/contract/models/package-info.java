/**
 * Which versions of which models exist, and where the aliases point: the fold of {@code model.changes} that every
 * reader makes alike, and the folder of a version in the store. Start at {@link
 * dev.atelier.contract.models.ModelCatalogue}.
 */
package dev.atelier.contract.models;
