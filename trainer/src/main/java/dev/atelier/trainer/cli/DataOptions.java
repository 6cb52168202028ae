package dev.atelier.trainer.cli;

import dev.atelier.trainer.datasets.DataSet;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which data set, and where. */
final class DataOptions {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "NAME|DIR",
            description =
                    "The data set: fashion-mnist, the name of a prepared one in --data-dir, its folder as a path with a / or"
                            + " a leading dot (./DIR), or NAME@VERSION for an imported one in the object store.")
    private String name;

    @Mixin
    private DataPlaces places;

    DataSet read() throws IOException {
        return places.read(name);
    }
}
