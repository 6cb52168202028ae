package dev.atelier.gateway.log;

/** The log could not be written, or what was written has not come back in time; the same call may succeed later. */
public final class LogUnavailableException extends RuntimeException {
    public LogUnavailableException(String message) {
        super(message);
    }

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
