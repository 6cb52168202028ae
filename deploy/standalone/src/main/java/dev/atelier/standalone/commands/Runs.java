package dev.atelier.standalone.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.standalone.client.TrainingView;
import dev.atelier.standalone.terminal.Table;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the training runs of a running system. */
@Command(
        name = "runs",
        sortOptions = false,
        description = "Lists the training runs of a running system, newest first; 'data update' begins one.",
        subcommands = {RunsShow.class, RunsCancel.class, RunsApprove.class})
public final class Runs implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Option(names = "--model", paramLabel = "MODEL", description = "Those of this model alone.")
    private Optional<String> model;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            split = ",",
            description = "Those in these states alone: requested, running, awaiting-approval, approved, promoted, "
                    + "rejected, failed, cancelled, superseded.")
    private List<String> states = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many, 1 to 500. Default: 50.")
    private int limit;

    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--json", description = "Prints the runs as GET /v1/trainings does, in an array.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.of(json);
        List<JsonNode> runs = gateway.gateway().trainings(model, states, limit);
        if (json) {
            terminal.json(runs);
        } else if (runs.isEmpty()) {
            terminal.say(
                    model.isPresent() || !states.isEmpty() ? "There is no such run." : "Nothing has been trained yet.");
        } else {
            table(runs.stream().map(TrainingView::of).toList()).lines().forEach(terminal::say);
        }
        return ExitCode.OK;
    }

    private static Table table(List<TrainingView> runs) {
        Table table = new Table("RUN", "MODEL", "DATA", "STATE", "TRY", "PROGRESS", "SCORE", "VERSION", "CHANGED");
        runs.forEach(run -> table.row(
                run.id(),
                run.model(),
                run.data().toString(),
                run.state(),
                Integer.toString(run.attempt()),
                run.latest().map(Object::toString).orElse(""),
                run.score().map(Runs::number).orElse(""),
                run.version().orElse(""),
                run.changedAt().truncatedTo(ChronoUnit.SECONDS).toString()));
        return table;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
