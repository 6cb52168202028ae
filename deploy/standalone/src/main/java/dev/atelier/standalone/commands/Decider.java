package dev.atelier.standalone.commands;

import picocli.CommandLine.Option;

/** {@code --by}: who decides. */
final class Decider {
    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who wants it, for the record. Default: the name of the user, ${sys:user.name}.")
    private String name;

    String name() {
        return name;
    }
}
