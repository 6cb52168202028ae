package dev.atelier.standalone.commands;

import dev.atelier.standalone.bench.EndToEndBench;
import dev.atelier.standalone.bench.EndToEndResult;
import dev.atelier.standalone.bench.Lane;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.terminal.Table;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How much of the generator's own speed is left by HTTP, Kafka, worker and S3. */
@Command(
        name = "end-to-end",
        sortOptions = false,
        description = {
            "Measures the generator alone, then starts a system on a temporary folder and loads it by HTTP, first in "
                    + "rounds until it gets no faster. Checks that every picture arrived, once and right; exit code 1 "
                    + "if not.",
            ""
        })
public final class BenchEndToEnd implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--images",
            paramLabel = "N",
            description = "Pictures under load. Default: what the bare generator makes in half a minute.")
    private Optional<Integer> images;

    @Option(names = "--clients", paramLabel = "N", defaultValue = "8", description = "At one time. Default: 8.")
    private int clients;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "32",
            description = "Pictures of a request. Default: 32.")
    private int count;

    @Option(
            names = "--lane",
            defaultValue = "interactive",
            description = {
                "interactive: by HTTP, --count pictures a request.",
                "bulk: as shards of a catalogue; the latency is then that of single pictures beside them. "
                        + "Default: interactive."
            })
    private Lane lane;

    @Option(
            names = "--shard-size",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Items of a shard. Default: 1000.")
    private int shardSize;

    @Option(names = "--workers", paramLabel = "N", defaultValue = "1", description = "Default: 1.")
    private int workers;

    @Option(
            names = "--json",
            description =
                    "Prints {model, lane, bareImagesPerSecond, endToEndImagesPerSecond, ratio, ratioWithoutServers, "
                            + "latencyMs: {p50, p95, p99}, expectedWait: {jobs, median, p90}, images, lost, doubled, "
                            + "wrong, cpuSeconds}.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.of(json);
        Installation installation = Installation.find();
        TemporaryFolder data = TemporaryFolder.make("atelier-bench-");
        EndToEndResult result = new EndToEndBench(
                        model.artefact(installation),
                        installation,
                        workers,
                        images.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                        clients,
                        count,
                        lane,
                        shardSize,
                        line -> terminal.say("  " + line))
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

    private static void print(EndToEndResult result, Terminal terminal) {
        terminal.important(result.model());
        Table table = new Table("", "")
                .row("generator alone", number("%.0f images/s", result.bareImagesPerSecond()))
                .row("end to end", number("%.0f images/s", result.endToEndImagesPerSecond()))
                .row("ratio", number("%.2f", result.ratio()))
                .row("ratio without servers", number("%.2f", result.ratioWithoutServers()))
                .row(
                        "single picture",
                        number("p50 %.1f ms, ", result.latencyMs().p50())
                                + number("p95 %.1f ms, ", result.latencyMs().p95())
                                + number("p99 %.1f ms", result.latencyMs().p99()))
                .row(
                        "pictures",
                        result.images() + ", lost " + result.lost() + ", doubled " + result.doubled() + ", wrong "
                                + result.wrong());
        result.expectedWait()
                .ifPresent(error -> table.row(
                        "expected wait",
                        number("off by %.2f of the real one in the median, ", error.median())
                                + number("by %.2f at p90", error.p90())));
        result.cpuSeconds().forEach((name, seconds) -> table.row("CPU of " + name, number("%.1f s", seconds)));
        table.lines().forEach(terminal::say);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
