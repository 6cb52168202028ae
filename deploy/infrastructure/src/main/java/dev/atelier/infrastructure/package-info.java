/**
 * A real Kafka broker and a real S3 endpoint for a machine that has none: {@link
 * dev.atelier.infrastructure.EmbeddedBroker}, {@link dev.atelier.infrastructure.EmbeddedStore}, and the program that
 * runs them, {@link dev.atelier.infrastructure.Infrastructure}, where to start reading. It knows nothing of pictures,
 * topics or buckets, and takes no part in an installation that brings its own broker and store.
 */
package dev.atelier.infrastructure;
