package dev.atelier.workers.shards;

/** A shard's item list is missing, altered or unreadable. */
final class InvalidItemsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidItemsException(String message) {
        super(message);
    }
}
