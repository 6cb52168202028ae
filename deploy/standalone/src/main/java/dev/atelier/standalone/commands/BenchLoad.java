package dev.atelier.standalone.commands;

import dev.atelier.standalone.bench.SystemUnderTest;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.client.ModelView;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.datafolder.Ports;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.load.LatencyPlot;
import dev.atelier.standalone.load.LoadBench;
import dev.atelier.standalone.load.LoadResult;
import dev.atelier.standalone.load.Quantiles;
import dev.atelier.standalone.load.Schedule;
import dev.atelier.standalone.terminal.CommandFailure;
import dev.atelier.standalone.terminal.Table;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many requests the gateway accepts, and how quickly. */
@Command(
        name = "load",
        sortOptions = false,
        description = {
            "Asks for single pictures, as many as are accepted or at a rate, and measures how long the acceptance takes, "
                    + "until the rates of some windows in a row differ by at most 10 %% from their mean. Starts a system "
                    + "on a temporary folder unless --url names one.",
            ""
        })
public final class BenchLoad implements Callable<Integer> {
    private static final int DEFAULT_CONCURRENCY = 64;
    /** Windows that are measured at most, in multiples of those that count. */
    private static final int MOST = 4;

    @Mixin
    private HelpOption help;

    @ArgGroup
    private Load load = new Load();

    /** One of the two. */
    static final class Load {
        @Option(
                names = "--concurrency",
                paramLabel = "N",
                description = "Clients, each of which sends its next request once it has its answer. Default: 64.")
        private Optional<Integer> concurrency = Optional.empty();

        @Option(
                names = "--rate",
                paramLabel = "R",
                description = "Requests per second, whatever the answers do; latencies count from the planned moments.")
        private Optional<Double> rate = Optional.empty();
    }

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "256",
            description = "With --rate, requests under way at most. Default: 256.")
    private int connections;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "Length of a window. Default: 5.")
    private int window;

    @Option(
            names = "--windows",
            paramLabel = "N",
            defaultValue = "5",
            description = "In a row that are to be alike; after four times as many the last ones count. Default: 5.")
    private int windows;

    @Option(names = "--model", paramLabel = "NAME", description = "Default: the first one that the gateway has.")
    private Optional<String> model;

    @Option(names = "--url", paramLabel = "URL", description = "A running gateway, such as http://localhost:8080.")
    private Optional<URI> url;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the system that is started; with 0 requests only wait. Default: 1.")
    private int workers;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draws latency over percentile, as a PNG file.")
    private Optional<Path> plot;

    @Option(
            names = "--json",
            description = "Prints {concurrency | rate, steady, windows: [{seconds, accepted, acceptedPerSecond, "
                    + "latencyMs, errors}], acceptedPerSecond, latencyMs: {p50, p90, p95, p99}, errors, cpuSeconds}.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.of(json);
        Schedule schedule = schedule();
        LoadResult result =
                url.isPresent() ? measure(url.get(), schedule, Map.of(), terminal) : measureOwn(schedule, terminal);
        if (plot.isPresent()) {
            LatencyPlot.write(result, plot.get());
        }
        if (json) {
            terminal.json(result);
        } else {
            print(result, terminal);
        }
        return ExitCode.OK;
    }

    private Schedule schedule() {
        if (window < 1 || windows < 1 || connections < 1) {
            throw new CommandFailure("--window, --windows and --connections must be 1 or more");
        }
        if (load.rate.isPresent()) {
            double rate = load.rate.get();
            if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
                throw new CommandFailure("--rate must be more than 0 requests per second, not " + rate);
            }
            return new Schedule.OpenLoop(rate, connections);
        }
        int concurrency = load.concurrency.orElse(DEFAULT_CONCURRENCY);
        if (concurrency < 1) {
            throw new CommandFailure("--concurrency must be 1 or more, not " + concurrency);
        }
        return new Schedule.ClosedLoop(concurrency);
    }

    private LoadResult measureOwn(Schedule schedule, Terminal terminal) throws IOException, InterruptedException {
        TemporaryFolder folder = TemporaryFolder.make("atelier-bench-");
        DataFolder data = new DataFolder(folder.path());
        terminal.say("  starting the system");
        // What is measured is the acceptance, so that a queue which workers cannot empty must not end it.
        Map<String, String> settings = Map.of("ATELIER_QUEUE_LIMIT", Integer.toString(Integer.MAX_VALUE));
        LoadResult result;
        try (SystemUnderTest system = SystemUnderTest.start(
                Installation.find(), data, workers, Ports.of(data).of("gateway"), settings)) {
            result = measure(system.state().gateway(), schedule, system.pids(), terminal);
        }
        // Kept where the run fails: its logs tell why.
        folder.remove();
        return result;
    }

    private LoadResult measure(URI address, Schedule schedule, Map<String, Long> pids, Terminal terminal)
            throws InterruptedException {
        Gateway gateway = new Gateway(address);
        String name = model.isPresent() ? model.get() : first(gateway);
        return new LoadBench(
                        address,
                        name,
                        gateway.modelSchema(name).schema().oneOfCombinations(),
                        schedule,
                        Duration.ofSeconds(window),
                        windows,
                        windows * MOST,
                        pids,
                        line -> terminal.say("  " + line))
                .run();
    }

    private static String first(Gateway gateway) throws InterruptedException {
        return gateway.models().stream()
                .filter(ModelView::hasChampion)
                .map(ModelView::model)
                .findFirst()
                .orElseThrow(() -> new CommandFailure("the gateway has no model with a champion yet"));
    }

    private static void print(LoadResult result, Terminal terminal) {
        Table table = new Table("WINDOW", "ACCEPTED/S", "P50 MS", "P90 MS", "P95 MS", "P99 MS", "ERRORS");
        int number = 0;
        for (var each : result.windows()) {
            table.row(row(Integer.toString(++number), each.acceptedPerSecond(), each.latencyMs(), each.errors()));
        }
        table.row(row("all", result.acceptedPerSecond(), result.latencyMs(), result.errors()));
        table.lines().forEach(terminal::say);
        if (!result.steady()) {
            terminal.say("  The windows' rates are not alike: something else took the processors, or the queue grew.");
        }
        result.cpuSeconds()
                .forEach((name, seconds) -> terminal.say("  CPU of " + name + " " + number("%.1f s", seconds)));
    }

    private static String[] row(String name, double rate, Quantiles latency, Map<String, Long> errors) {
        return new String[] {
            name,
            number("%.0f", rate),
            number("%.1f", latency.p50()),
            number("%.1f", latency.p90()),
            number("%.1f", latency.p95()),
            number("%.1f", latency.p99()),
            errors.isEmpty() ? "none" : errors.toString()
        };
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
