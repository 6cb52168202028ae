package dev.atelier.standalone.commands;

import dev.atelier.standalone.bench.Percentiles;
import dev.atelier.standalone.bench.ReloadBench;
import dev.atelier.standalone.bench.ReloadResult;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.terminal.CommandFailure;
import dev.atelier.standalone.terminal.Table;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What those who wait for pictures notice of new versions. */
@Command(
        name = "reload",
        sortOptions = false,
        description = {
            "Starts a system on a temporary folder and measures single pictures, without and with new versions that "
                    + "become the champion one after the other, then a rollback. Exit code 1 where a picture was lost "
                    + "or came from another version than its request was accepted for.",
            ""
        })
public final class BenchReload implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "500",
            description = "Of each of the two loads. Default: 500.")
    private int requests;

    @Option(
            names = "--json",
            description = "Prints {model, requests, reloads, withoutMs: {p50, p95, p99}, duringMs: {p50, p95, p99}, "
                    + "ratio, rollbackMs, lost, wrong}.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (requests < 1) {
            throw new CommandFailure("--requests must be 1 or more, not " + requests);
        }
        Terminal terminal = Terminal.of(json);
        Installation installation = Installation.find();
        TemporaryFolder data = TemporaryFolder.make("atelier-bench-");
        ReloadResult result = new ReloadBench(
                        model.artefact(installation), installation, requests, line -> terminal.say("  " + line))
                .run(new DataFolder(data.path()));
        // Kept where the run fails: its logs tell why.
        data.remove();
        if (json) {
            terminal.json(result);
        } else {
            print(result, terminal);
        }
        return result.isClean() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void print(ReloadResult result, Terminal terminal) {
        terminal.important(result.model());
        new Table("", "")
                .row("a picture, no new versions", text(result.withoutMs()))
                .row("a picture, " + result.reloads() + " new versions", text(result.duringMs()))
                .row("ratio of p99", number("%.2f", result.ratio()))
                .row("first picture after a rollback", number("%.1f ms", result.rollbackMs()))
                .row("pictures", 2 * result.requests() + ", lost " + result.lost() + ", wrong " + result.wrong())
                .lines()
                .forEach(terminal::say);
    }

    private static String text(Percentiles ms) {
        return number("p50 %.1f ms, ", ms.p50()) + number("p95 %.1f ms, ", ms.p95()) + number("p99 %.1f ms", ms.p99());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
