package dev.atelier.contract.messages;

/** A message that this release cannot read: no JSON, missing or wrong fields, or a schema version from the future. */
public final class UnreadableMessageException extends RuntimeException {
    /** The code of a message that a newer release wrote. */
    public static final String UNKNOWN_VERSION = "unknown-schema-version";

    private final String code;

    /**
     * @param code {@code unreadable-message} or {@link #UNKNOWN_VERSION}
     */
    public UnreadableMessageException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
