package dev.atelier.gateway.requests;

/**
 * Who decides something, and why, for the record.
 *
 * @param by who
 * @param reason why, 1 to 500 characters
 */
public record Decision(String by, String reason) {
    private static final int LONGEST_REASON = 500;

    /**
     * Reads {@code by} and {@code reason}; what is missing or wrong goes to the fields' mistakes.
     *
     * @param who in words, such as {@code who wants it}
     */
    public static Decision read(BodyFields fields, String who) {
        return new Decision(
                fields.name("by").orElseGet(() -> fields.missing("by", "the name of " + who)),
                fields.text("reason", LONGEST_REASON)
                        .orElseGet(() -> fields.missing("reason", "why, for whoever looks at it later")));
    }
}
