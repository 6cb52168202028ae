/**
 * What the workers answer to pictures that somebody searches with. Start at {@link
 * dev.atelier.gateway.queries.EmbeddingAnswers}.
 */
package dev.atelier.gateway.queries;
