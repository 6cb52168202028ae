/**
 * From a picture to the vector by which it is compared with others. Start reading at {@link
 * dev.atelier.generator.embedding.Embedder}.
 */
package dev.atelier.generator.embedding;
