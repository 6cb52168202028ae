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
                    "The data set: fashion-mnist, the folder of a prepared data set, its name, or NAME@VERSION for an"
                            + " imported one in the object store.")
    private String name;

    @Mixin
    private DataPlaces places;

    DataSet read() throws IOException {
        return places.read(name);
    }
}
