package dev.atelier.gateway.index;

/** The index cannot be used as it is; opening it again may mend it. */
public final class IndexFailedException extends RuntimeException {
    IndexFailedException(String message) {
        super(message);
    }

    IndexFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
