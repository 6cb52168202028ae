package dev.atelier.trainer.cli;

import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.DataSetException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which data set, and where. */
final class DataOptions {

    @Option(names = "--data", required = true, paramLabel = "NAME", description = "The data set: fashion-mnist.")
    private String name;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Folder with the data set's files (default: where its package puts them).")
    private Optional<Path> folder;

    DataSet read() throws DataSetException {
        return DataSet.read(name, folder);
    }
}
