package dev.atelier.workers.embedding;

/** Nothing can be embedded now, whatever the picture: no embedder is there, or the current one cannot be loaded. */
final class NoEmbedderException extends RuntimeException {
    NoEmbedderException(String message) {
        super(message);
    }

    NoEmbedderException(String message, Throwable cause) {
        super(message, cause);
    }
}
