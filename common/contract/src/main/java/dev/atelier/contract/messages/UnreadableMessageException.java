package dev.atelier.contract.messages;

/** A message that this release cannot read: no JSON, missing or wrong fields, or a schema version from the future. */
public final class UnreadableMessageException extends RuntimeException {
    private final String code;

    /**
     * @param code {@code unreadable-message} or {@code unknown-schema-version}
     */
    public UnreadableMessageException(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
