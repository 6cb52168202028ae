package dev.atelier.workers.batching;

import java.util.Optional;

/** For how long a lane stays with a model before others have their turn. Times are nanoseconds on any one clock. */
final class ModelStint {
    private final long length;
    private Optional<String> model = Optional.empty();
    private long begun;

    ModelStint(long length) {
        this.length = length;
    }

    /** The model to stay with; empty where the stint is over. */
    Optional<String> model(long now) {
        return now - begun < length ? model : Optional.empty();
    }

    /** A batch was of this model. */
    void served(String digest, long now) {
        if (model.filter(digest::equals).isEmpty() || now - begun >= length) {
            model = Optional.of(digest);
            begun = now;
        }
    }
}
