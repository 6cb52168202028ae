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

/** Ends a training run. */
@Command(
        name = "cancel",
        sortOptions = false,
        description = "Ends a training run; a trainer that has it takes some moments.")
final class RunsCancel implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "RUN", description = "Id of the run, as 'atelier runs' lists it.")
    private String run;

    @Mixin
    private Decider decider;

    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--json", description = "Prints the run as DELETE /v1/trainings/{run} does.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode body = gateway.gateway().cancelTraining(run, decider.name());
        Terminal terminal = Terminal.of(json);
        if (json) {
            terminal.json(body);
        } else {
            String state = TrainingView.of(body).state();
            terminal.say(
                    state.equals("cancelled")
                            ? "Run " + run + " is cancelled."
                            : "Run " + run + " is " + state + "; its trainer was asked to end it.");
        }
        return ExitCode.OK;
    }
}
