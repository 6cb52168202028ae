package dev.atelier.trainer.cli;

import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.FashionMnist;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code data}: everything that is done to data sets. */
@Command(
        name = "data",
        description = "Finds, prepares, imports and describes data sets.",
        footer = {"", "'atelier data update' lets models learn from a version that was imported."},
        mixinStandardHelpOptions = true,
        subcommands = {DataPrepareCommand.class, DataImportCommand.class, DataDescribeCommand.class})
final class DataCommand {

    @Spec
    private CommandSpec spec;

    @Command(
            description = "Finds a data set's files, checks them, and says where they are or what to install.",
            mixinStandardHelpOptions = true)
    int fetch(
            @Parameters(
                            paramLabel = "DATA",
                            description =
                                    "fashion-mnist, the name of a prepared data set, or its folder as a path with a /"
                                            + " or a leading dot (./DIR).")
                    String name,
            @Option(
                            names = "--dir",
                            paramLabel = "DIR",
                            description = "Folder with its files (default: where Debian's package puts them).")
                    Optional<Path> folder)
            throws IOException {
        Path place =
                name.equals(DataSet.FASHION_MNIST) ? FashionMnist.find(folder) : DataSet.preparedFolder(name, folder);
        DataSet data = DataSet.read(name, folder);
        spec.commandLine()
                .getOut()
                .printf(
                        "%s in %s: %,d pictures to train, %,d to test, %d classes, %d×%d; SHA-256 %s%n",
                        data.name(),
                        place,
                        data.training().count(),
                        data.test().count(),
                        data.training().classes().size(),
                        data.training().width(),
                        data.training().height(),
                        data.digest());
        return 0;
    }
}
