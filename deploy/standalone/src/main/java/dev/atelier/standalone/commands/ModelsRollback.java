package dev.atelier.standalone.commands;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes back to the champion before this one. */
@Command(
        name = "rollback",
        sortOptions = false,
        description = {
            "Makes the previous champion of a model the champion again. The version that is left becomes the previous "
                    + "one, so a second rollback takes the first back.",
            ""
        })
final class ModelsRollback implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "MODEL", description = "As 'atelier models' lists it.")
    private String model;

    @Mixin
    private Decision decision;

    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--json", description = "Prints the alias champion: {version, revision, movedAt, by, reason}.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ModelsPromote.report(model, gateway.gateway().rollBack(model, decision.by(), decision.reason()), json);
        return ExitCode.OK;
    }
}
