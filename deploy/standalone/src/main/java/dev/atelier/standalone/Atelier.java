package dev.atelier.standalone;

import dev.atelier.contract.builds.Build;
import dev.atelier.standalone.commands.Bench;
import dev.atelier.standalone.commands.Catalogue;
import dev.atelier.standalone.commands.CatalogueProducts;
import dev.atelier.standalone.commands.Demo;
import dev.atelier.standalone.commands.Failures;
import dev.atelier.standalone.commands.Generate;
import dev.atelier.standalone.commands.Inspect;
import dev.atelier.standalone.commands.Models;
import dev.atelier.standalone.commands.Recreate;
import dev.atelier.standalone.commands.Runs;
import dev.atelier.standalone.commands.TrainersCommand;
import dev.atelier.standalone.commands.Up;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line behind {@code deploy/atelier}. */
@Command(
        name = "atelier",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"Structured style attributes to new product images, at catalogue scale.", ""},
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Each command has its --help. Begin with @|bold atelier demo|@, go on with @|bold atelier up|@.",
            "The project is built when it is not, or when a source is newer than the build."
        },
        subcommands = {
            Up.class,
            Demo.class,
            Generate.class,
            Catalogue.class,
            CatalogueProducts.class,
            Models.class,
            Runs.class,
            Inspect.class,
            Recreate.class,
            Bench.class,
            TrainersCommand.Train.class,
            TrainersCommand.Export.class,
            TrainersCommand.Evaluate.class,
            TrainersCommand.TrainEmbedder.class,
            TrainersCommand.EvaluateSearch.class,
            TrainersCommand.Data.class
        })
public final class Atelier implements Runnable {
    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Shows where in the program an error arose.")
    private boolean verbose;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Atelier atelier = new Atelier();
        CommandLine line = new CommandLine(atelier);
        line.getCommandSpec().version("Atelier " + Build.current());
        // Options with a choice are written in small letters.
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(new Failures(() -> atelier.verbose));
        System.exit(line.execute(arguments));
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
