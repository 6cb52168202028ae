package dev.atelier.gateway.index;

import java.nio.file.Path;

/** Another process writes this index; each gateway needs one of its own. */
public final class IndexInUseException extends RuntimeException {
    IndexInUseException(Path folder, Throwable cause) {
        super(
                "the index in " + folder + " is in use by another process; each gateway needs a folder of its own",
                cause);
    }
}
