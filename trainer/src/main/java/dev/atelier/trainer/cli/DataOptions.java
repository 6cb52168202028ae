package dev.atelier.trainer.cli;

import dev.atelier.trainer.datasets.DataSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which data set, and where. */
final class DataOptions {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "NAME|DIR",
            description = "The data set: fashion-mnist, the folder of a prepared data set, or its name.")
    private String name;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Folder with Fashion-MNIST's files (default: where its package puts them), or that prepared data sets lie in"
                            + " (default: .atelier/datasets).")
    private Optional<Path> folder;

    DataSet read() throws IOException {
        return DataSet.read(name, folder);
    }
}
