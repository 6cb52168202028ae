package dev.atelier.trainer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.json.Json;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.description.Census;
import dev.atelier.trainer.datasets.description.CensusPlot;
import dev.atelier.trainer.datasets.description.Count;
import dev.atelier.trainer.datasets.description.SampleSheet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code data describe}: counts, a plot and a sheet of a data set. */
@Command(
        name = "describe",
        description = "Counts a data set's pictures by attribute and class, and draws a plot and a sheet of samples.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DataDescribeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DATA",
            description =
                    "fashion-mnist, the name of a prepared data set, its folder as a path with a / or a leading dot"
                            + " (./DIR), or NAME@VERSION.")
    private String name;

    @Mixin
    private DataPlaces places;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for counts.png and samples.png (default: .atelier/descriptions/NAME).")
    private Optional<Path> out;

    @Option(
            names = "--json",
            description =
                    "Print {name, digest, pictures, attributes, classes, plot, sheet} as JSON; a count is {training,"
                            + " heldOut}.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        DataSet data = places.read(name);
        Census census = Census.of(data);
        Path folder = out.orElse(Path.of(".atelier", "descriptions", data.name()));
        Files.createDirectories(folder);
        Path plot = folder.resolve("counts.png");
        Path sheet = folder.resolve("samples.png");
        CensusPlot.draw(data.name() + ", pictures by attribute and class", census, plot);
        Files.write(sheet, SampleSheet.png(data, census));
        PrintWriter writer = spec.commandLine().getOut();
        if (json) {
            ObjectNode report = Json.mapper().valueToTree(census);
            report.put("name", data.name()).put("digest", data.digest());
            report.put("plot", plot.toString()).put("sheet", sheet.toString());
            writer.println(Json.pretty(report).strip());
        } else {
            print(writer, data, census);
            writer.printf("the plot is %s, the sheet %s%n", plot, sheet);
        }
        writer.flush();
        return 0;
    }

    private static void print(PrintWriter writer, DataSet data, Census census) {
        writer.printf(
                "%s, %s, %d×%d%n",
                data.name(),
                data.digest(),
                data.training().width(),
                data.training().height());
        line(writer, "pictures", census.pictures());
        census.attributes().forEach((attribute, values) -> {
            writer.printf("%s%n", attribute);
            values.forEach((value, count) -> line(writer, "  " + value, count));
        });
        writer.printf("classes%n");
        for (Map.Entry<String, Count> entry : census.classes().entrySet()) {
            line(writer, "  " + entry.getKey(), entry.getValue());
        }
    }

    private static void line(PrintWriter writer, String what, Count count) {
        writer.printf("%-40s %,9d to train %,8d held out%n", what, count.training(), count.heldOut());
    }
}
