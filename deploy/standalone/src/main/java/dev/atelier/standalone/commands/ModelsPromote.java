package dev.atelier.standalone.commands;

import dev.atelier.standalone.client.ModelView.AliasView;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a version the champion. */
@Command(
        name = "promote",
        sortOptions = false,
        description = {
            "Makes a version of a model the champion, which orders get that name no version. By the champion of "
                    + "product-embedder similar products are found: workers look at all products anew.",
            ""
        })
final class ModelsPromote implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Parameters(index = "0", paramLabel = "MODEL", description = "As 'atelier models' lists it.")
    private String model;

    @Parameters(index = "1", paramLabel = "VERSION", description = "That is to be the champion.")
    private String version;

    @Mixin
    private Decision decision;

    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--json", description = "Prints the alias: {version, revision, movedAt, by, reason}.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        report(model, gateway.gateway().promote(model, version, decision.by(), decision.reason()), json);
        return ExitCode.OK;
    }

    static void report(String model, AliasView champion, boolean json) {
        Terminal terminal = Terminal.of(json);
        if (json) {
            terminal.json(champion);
        } else {
            terminal.say("Version " + champion.version() + " is the champion of " + model + " (revision "
                    + champion.revision() + ", by " + champion.by() + ").");
        }
    }
}
