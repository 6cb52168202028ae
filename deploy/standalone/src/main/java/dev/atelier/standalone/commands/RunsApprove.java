package dev.atelier.standalone.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.standalone.client.TrainingView;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says yes to the challenger of a run that waits for it. */
@Command(
        name = "approve",
        sortOptions = false,
        description = "Says yes to a challenger that passed and waits for it; a trainer makes it the champion then.")
final class RunsApprove implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "RUN", description = "Id of the run, as 'atelier runs' lists it.")
    private String run;

    @Mixin
    private Decision decision;

    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--json", description = "Prints the run as POST /v1/trainings/{run}/approval does.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode body = gateway.gateway().approveTraining(run, decision.by(), decision.reason());
        Terminal terminal = Terminal.of(json);
        if (json) {
            terminal.json(body);
        } else {
            terminal.say("Run " + run + " is " + TrainingView.of(body).state() + ".");
        }
        return ExitCode.OK;
    }
}
