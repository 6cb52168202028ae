package dev.atelier.standalone.commands;

import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.scale.ScaleBench;
import dev.atelier.standalone.scale.ScalePlot;
import dev.atelier.standalone.scale.ScaleResult;
import dev.atelier.standalone.scale.ScaleResult.Forecast;
import dev.atelier.standalone.scale.ScaleResult.Run;
import dev.atelier.standalone.terminal.CommandFailure;
import dev.atelier.standalone.terminal.Table;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What catalogues cost as they grow. */
@Command(
        name = "scale",
        sortOptions = false,
        description = {
            "Starts a system on a temporary folder and has catalogues of several sizes made, one after another. Checks that "
                    + "every item is in the manifest once, its picture where that says; exit code 1 if not.",
            ""
        })
public final class BenchScale implements Callable<Integer> {
    private static final int MOST_ITEMS = 100_000_000;

    @Mixin
    private HelpOption help;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--sizes",
            paramLabel = "N",
            split = ",",
            defaultValue = "1000,10000,100000",
            description = "Items of each catalogue. Default: 1000,10000,100000.")
    private List<Integer> sizes;

    @Option(
            names = "--workers",
            paramLabel = "N",
            split = ",",
            defaultValue = "1",
            description = "Workers, several numbers for a system of each. Default: 1.")
    private List<Integer> workers;

    @Option(
            names = "--shard-size",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Items of a shard, 1 to 10000. Default: 1000.")
    private int shardSize;

    @Option(
            names = "--kill",
            description = "Ends gateway, a worker, store and broker by kill -9 within the largest catalogue, one after "
                    + "another, and measures how long each is missed.")
    private boolean kill;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draws pictures a second over items, as a PNG file.")
    private Optional<Path> plot;

    @Option(
            names = "--json",
            description = "Prints {model, shardSize, partitions, loadAverage, runs: [{workers, items, acceptedMs, "
                    + "firstShardMs, manifestMs, imagesPerSecond, msPerItem, cpuMsPerItem: {process: ms}, "
                    + "peakResidentMiB: {process: MiB}, kills: [{process, afterItems, recoveryMs}], "
                    + "expectedEnd: [{share, remainingMs, error}], lost, doubled, wrong}]}.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireWithin("--sizes", sizes, MOST_ITEMS);
        requireWithin("--workers", workers, 64);
        requireWithin("--shard-size", List.of(shardSize), 10_000);
        Terminal terminal = Terminal.of(json);
        Installation installation = Installation.find();
        TemporaryFolder folder = TemporaryFolder.make("atelier-bench-");
        ScaleResult result = new ScaleBench(
                        model.artefact(installation),
                        installation,
                        workers,
                        sizes,
                        shardSize,
                        kill,
                        line -> terminal.say("  " + line))
                .run(folder.path());
        // Kept where the run fails: its logs tell why.
        folder.remove();
        if (plot.isPresent()) {
            ScalePlot.write(result, plot.get());
        }
        if (json) {
            terminal.json(result);
        } else {
            print(result, terminal);
        }
        return result.isClean() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void requireWithin(String option, List<Integer> values, int most) {
        values.stream().filter(value -> value < 1 || value > most).findFirst().ifPresent(wrong -> {
            throw new CommandFailure(option + " must be 1 to " + most + ", not " + wrong);
        });
    }

    private static void print(ScaleResult result, Terminal terminal) {
        terminal.important(result.model());
        Table table = new Table(
                "WORKERS",
                "ITEMS",
                "ACCEPTED S",
                "FIRST SHARD S",
                "MANIFEST S",
                "IMAGES/S",
                "MS/ITEM",
                "LOST",
                "DOUBLED",
                "WRONG");
        result.runs().forEach(run -> table.row(row(run)));
        table.lines().forEach(terminal::say);
        result.runs().forEach(run -> {
            String which = run.items() + " items, " + run.workers() + (run.workers() == 1 ? " worker" : " workers");
            terminal.say("  " + which + ": CPU ms/item " + all("%.3f", run.cpuMsPerItem()));
            terminal.say("  " + which + ": peak MiB " + all("%.0f", run.peakResidentMiB()));
            if (!run.expectedEnd().isEmpty()) {
                terminal.say("  " + which + ": the expected end was off, of the time that was left, "
                        + forecasts(run.expectedEnd()));
            }
            run.kills()
                    .forEach(death -> terminal.say("  " + which + ": " + death.process() + " killed after "
                            + death.afterItems() + " items, "
                            + (death.recoveryMs().isPresent()
                                    ? "back after "
                                            + number(
                                                    "%.1f s", death.recoveryMs().getAsDouble() / 1000)
                                    : "not missed before the end")));
        });
        terminal.say("  load of the machine before: " + number("%.1f", result.loadAverage()));
    }

    private static String[] row(Run run) {
        return new String[] {
            Integer.toString(run.workers()),
            Integer.toString(run.items()),
            number("%.2f", run.acceptedMs() / 1000),
            number("%.2f", run.firstShardMs() / 1000),
            number("%.2f", run.manifestMs() / 1000),
            number("%.0f", run.imagesPerSecond()),
            number("%.3f", run.msPerItem()),
            Integer.toString(run.lost()),
            Integer.toString(run.doubled()),
            Integer.toString(run.wrong())
        };
    }

    private static String all(String format, Map<String, Double> byProcess) {
        return byProcess.entrySet().stream()
                .map(each -> each.getKey() + " " + number(format, each.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String forecasts(List<Forecast> forecasts) {
        return forecasts.stream()
                .map(each ->
                        number("by %.2f", each.error()) + number(" after %.0f %% of the items", 100 * each.share()))
                .collect(Collectors.joining(", "));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
