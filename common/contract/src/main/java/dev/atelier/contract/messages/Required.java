package dev.atelier.contract.messages;

/** Checks of a message's fields, so that no null passes into the rest. */
final class Required {
    private Required() {}

    static void field(String name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
    }

    static void text(String name, String value) {
        field(name, value);
        if (value.isBlank() || value.length() > 500) {
            throw new IllegalArgumentException("'" + name + "' must have 1 to 500 characters");
        }
    }
}
