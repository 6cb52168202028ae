/**
 * Embeds products and the pictures that people search with. Two readers, each of a consumer group of its own, take messages,
 * fetch and decode pictures and have them computed on the generator's thread, a search before products; an offset is
 * committed once the broker has the answer, and its metadata say by which embedder: another champion begins the products
 * again, of each the newest that the log has. Beside the pipeline of generated pictures, and unknown to it. Start at {@link
 * dev.atelier.workers.embedding.EmbeddingWork}.
 */
package dev.atelier.workers.embedding;
