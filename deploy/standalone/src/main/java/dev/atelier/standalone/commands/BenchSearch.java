package dev.atelier.standalone.commands;

import dev.atelier.contract.products.FeatureVector;
import dev.atelier.standalone.bench.Percentiles;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.searching.SearchBench;
import dev.atelier.standalone.searching.SearchResult;
import dev.atelier.standalone.searching.StoreVectors;
import dev.atelier.standalone.searching.VectorKind;
import dev.atelier.standalone.terminal.CommandFailure;
import dev.atelier.standalone.terminal.Table;
import dev.atelier.standalone.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How quick the search for similar products is, and how much it finds. */
@Command(
        name = "search",
        sortOptions = false,
        description = {
            "Starts a system on a temporary folder, puts products into its log as workers do, and measures how long the "
                    + "index takes, how long a restarted gateway takes, searches by product over HTTP, and how many of "
                    + "the ten nearest products they find.",
            ""
        })
public final class BenchSearch implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Option(names = "--products", paramLabel = "N", defaultValue = "42507", description = "Default: 42507.")
    private int products;

    @Option(
            names = "--vectors",
            defaultValue = "clustered",
            description =
                    "clustered: around 200 directions, as products of so many sorts. random: in any direction, the "
                            + "hardest there are. Default: clustered.")
    private VectorKind vectors;

    @Option(
            names = "--store",
            paramLabel = "STORE",
            description =
                    "The vectors of this store's products on the system that runs on --data, in place of made ones.")
    private Optional<String> store;

    @Mixin
    private DataOption running;

    @Option(
            names = "--dimensions",
            paramLabel = "N",
            defaultValue = "256",
            description = "Of a vector, 2 to 1024. Default: 256.")
    private int dimensions;

    @Option(
            names = "--searches",
            paramLabel = "N",
            defaultValue = "2000",
            description = "By one client, and by two. Default: 2000.")
    private int searches;

    @Option(
            names = "--json",
            description =
                    "Prints {vectors, products, dimensions, buildSeconds, restartSeconds, recallAt10, "
                            + "filteredRecallAt10, latencies: {\"1\": {ms: {p50, p95, p99}, perSecond, gatewayCpuMs}, \"2\": …}}.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (products < 100 || dimensions < 2 || dimensions > 1024 || searches < 2) {
            throw new CommandFailure("--products must be 100 or more, --dimensions 2 to 1024, --searches 2 or more");
        }
        Terminal terminal = Terminal.of(json);
        List<FeatureVector> used =
                store.isPresent() ? StoreVectors.read(kafka(), store.get()) : vectors.make(products, dimensions);
        TemporaryFolder data = TemporaryFolder.make("atelier-bench-");
        SearchResult result = new SearchBench(
                        Installation.find(),
                        store.orElseGet(() -> vectors.name().toLowerCase(Locale.ROOT)),
                        used,
                        searches,
                        line -> terminal.say("  " + line))
                .run(new DataFolder(data.path()));
        // Kept where the run fails: its logs tell why.
        data.remove();
        if (json) {
            terminal.json(result);
        } else {
            print(result, terminal);
        }
        return ExitCode.OK;
    }

    private String kafka() throws IOException {
        return GatewayOptions.running(running.folder(Installation.find())).kafka();
    }

    private static void print(SearchResult result, Terminal terminal) {
        terminal.important(result.products() + " products");
        Table table = new Table("", "")
                .row("index made", number("%.0f s", result.buildSeconds()))
                .row("gateway restarted", number("%.1f s", result.restartSeconds()))
                .row("of the ten nearest found", number("%.3f", result.recallAt10()))
                .row("behind a filter that leaves 1 %", number("%.3f", result.filteredRecallAt10()));
        result.latencies()
                .forEach((clients, latency) -> table.row(
                        "clients: " + clients,
                        text(latency.ms())
                                + number(", %.0f searches/s", latency.perSecond())
                                + number(", gateway %.1f ms of processor time each", latency.gatewayCpuMs())));
        table.lines().forEach(terminal::say);
    }

    private static String text(Percentiles ms) {
        return number("p50 %.1f ms, ", ms.p50()) + number("p95 %.1f ms, ", ms.p95()) + number("p99 %.1f ms", ms.p99());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
