package dev.atelier.trainer.cli;

import dev.atelier.contract.json.Json;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.trainer.datasets.PreparedFolder;
import dev.atelier.trainer.datasets.store.DataSetStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code data import}: a prepared data set becomes a version in the object store. */
@Command(
        name = "import",
        description = {
            "Uploads a prepared data set as a version that never changes, for --data NAME@VERSION.",
            "Repeating it with the same data changes nothing; other data under the same version are refused."
        },
        sortOptions = false)
final class DataImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Name in the store.")
    private String name;

    @Option(names = "--version", required = true, paramLabel = "V", description = "The version's name.")
    private String version;

    @Option(names = "--from", required = true, paramLabel = "DIR", description = "Folder of the prepared data set.")
    private Path from;

    @Mixin
    private StoreOptions storeOptions;

    // The standard options have --version with another meaning, which leaves this one to be declared.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Option(names = "--json", description = "Print {name, version, digest, imported} as JSON.")
    private boolean json;

    /** What programs read. */
    record Imported(String name, String version, String digest, boolean imported) {}

    @Override
    public Integer call() throws IOException {
        PreparedFolder prepared = PreparedFolder.open(from);
        try (ObjectStore store = storeOptions.connect()) {
            boolean changed = new DataSetStore(store).publish(name, version, prepared);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.pretty(
                                new Imported(name, version, prepared.manifest().digest(), changed))
                        .strip());
            } else {
                out.printf(
                        "%s@%s (%s) %s%n",
                        name,
                        version,
                        prepared.manifest().shortDigest(),
                        changed ? "imported" : "was imported already");
            }
            out.flush();
        }
        return 0;
    }
}
