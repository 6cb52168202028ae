package dev.atelier.contract.objects;

/** The store could not be reached or answered with a fault of its own; the same call may succeed later. */
public final class StoreUnavailableException extends RuntimeException {
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
