package dev.atelier.standalone.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.messages.Verdict;
import dev.atelier.standalone.client.TrainingView;
import dev.atelier.standalone.client.TrainingView.LineageView;
import dev.atelier.standalone.client.TrainingView.ParentView;
import dev.atelier.standalone.terminal.Table;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a training run. */
@Command(
        name = "show",
        sortOptions = false,
        description = "Shows a training run: how it stands, where its version comes from, and the gate's verdict.")
final class RunsShow implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Parameters(paramLabel = "RUN", description = "Id of the run, as 'atelier runs' lists it.")
    private String run;

    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--json", description = "Prints the run as GET /v1/trainings/{run} does.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode body = gateway.gateway().training(run);
        Terminal terminal = Terminal.of(json);
        if (json) {
            terminal.json(body);
        } else {
            print(TrainingView.of(body), terminal);
        }
        return ExitCode.OK;
    }

    static void print(TrainingView run, Terminal terminal) {
        Table facts = new Table("", "");
        facts.row("run", run.id());
        facts.row("model", run.model());
        facts.row("data", run.data() + ", announced by " + run.data().by());
        facts.row(
                "state", run.state() + run.reason().map(reason -> ": " + reason).orElse(""));
        facts.row("requested", run.requestedAt().toString());
        facts.row("changed", run.changedAt() + ", " + run.age().toSeconds() + " s after the request");
        run.trainer().ifPresent(trainer -> facts.row("trainer", trainer + ", attempt " + run.attempt()));
        run.latest().ifPresent(progress -> {
            facts.row("progress", progress + ", epoch " + progress.epoch());
            facts.row(
                    "losses",
                    progress.losses().entrySet().stream()
                            .map(loss -> loss.getKey() + " " + Runs.number(loss.getValue()))
                            .collect(Collectors.joining(", ")));
        });
        run.score().ifPresent(score -> facts.row("score", Runs.number(score)));
        run.sheets()
                .filter(sheets -> !sheets.isEmpty())
                .ifPresent(sheets -> facts.row(
                        "sheets",
                        sheets.size() + ", the last "
                                + sheets.get(sheets.size() - 1).url()));
        run.version().ifPresent(version -> facts.row("version", version));
        run.lineage().ifPresent(lineage -> lineage(lineage, facts));
        run.cancelBy().ifPresent(by -> facts.row("cancelled by", by));
        run.approvedBy().ifPresent(by -> facts.row("approved by", by));
        facts.lines().forEach(terminal::say);
        run.verdict().ifPresent(verdict -> print(verdict, terminal));
    }

    private static void lineage(LineageView lineage, Table facts) {
        facts.row("digest", lineage.digest());
        facts.row("data digest", lineage.dataDigest());
        facts.row("parent", lineage.parent().map(ParentView::toString).orElse("none: it began from scratch"));
        facts.row("recipe", lineage.summary());
        facts.row("program", lineage.code());
    }

    private static void print(Verdict verdict, Terminal terminal) {
        terminal.say("");
        terminal.say("  The gate: " + (verdict.passed() ? "passed" : "not passed") + ", " + verdict.reason());
        Table rules = new Table("RULE", "CHALLENGER", "CHAMPION", "LIMIT", "KEPT");
        verdict.rules()
                .forEach(rule -> rules.row(
                        rule.name(),
                        Runs.number(rule.challenger()),
                        rule.champion().map(Runs::number).orElse(""),
                        rule.limit(),
                        (rule.kept() ? "yes" : "no") + (rule.better() ? ", better" : "")));
        rules.lines().forEach(terminal::say);
    }
}
