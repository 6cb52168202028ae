package dev.atelier.standalone.commands;

import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.launch.Installation;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --data}, for commands that start a system or look for one that runs. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:ATELIER_DATA}",
            description = "Where all state lies; survives a restart. Default: $ATELIER_DATA, or .atelier in the "
                    + "project's folder.")
    private Optional<Path> data;

    DataFolder folder(Installation installation) {
        return new DataFolder(data.orElseGet(installation::defaultData));
    }
}
