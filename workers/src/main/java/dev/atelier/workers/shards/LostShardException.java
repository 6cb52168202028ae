package dev.atelier.workers.shards;

/** A shard that was stored is not there any more, or not whole; it has to be made once more. */
public final class LostShardException extends Exception {
    private static final long serialVersionUID = 1;

    LostShardException(String message) {
        super(message);
    }
}
