package dev.atelier.standalone.terminal;

/** A command cannot do what it was asked for; the message tells a person why and what would help. */
public final class CommandFailure extends RuntimeException {
    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
