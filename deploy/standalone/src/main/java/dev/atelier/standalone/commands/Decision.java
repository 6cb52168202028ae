package dev.atelier.standalone.commands;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --by} and {@code --reason}: who decides, and why. */
final class Decision {
    @Mixin
    private Decider decider;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why, for the record.")
    private String reason;

    String by() {
        return decider.name();
    }

    String reason() {
        return reason;
    }
}
