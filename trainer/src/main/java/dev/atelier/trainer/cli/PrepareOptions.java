package dev.atelier.trainer.cli;

import dev.atelier.contract.json.Json;
import dev.atelier.contract.photos.Squares;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Finding;
import dev.atelier.trainer.datasets.PreparedFolder;
import dev.atelier.trainer.datasets.PreparedManifest;
import dev.atelier.trainer.datasets.Split;
import dev.atelier.trainer.datasets.preparation.Preparer;
import dev.atelier.trainer.datasets.preparation.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What preparing any data set needs, and how it is reported. */
final class PrepareOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "ZIP|DIR",
            description = "The data set as it is published, packed or unpacked.")
    private Path from;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder to make, which must not exist (default: .atelier/datasets/NAME).")
    private Optional<Path> out;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the data set, which names of models begin with (default: after what it is made of).")
    private Optional<String> name;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "64",
            description = "Side of the square pictures (default: ${DEFAULT-VALUE}).")
    private int size;

    @Option(
            names = "--squares",
            paramLabel = "HOW",
            defaultValue = "pad",
            description = "pad: on the picture's own background; stretch: distorted (default: ${DEFAULT-VALUE}).")
    private Squares squares;

    @Option(names = "--json", description = "Print the data set's manifest as JSON.")
    private boolean json;

    Path from() {
        return from;
    }

    /** @param nameOfSource what the data set is called where the command line gives no name, without its size */
    int prepare(Source source, String nameOfSource) throws IOException {
        Preparer preparer = new Preparer(name.orElse(nameOfSource + "-" + size), size, squares);
        Path folder = out.orElse(DataSet.PREPARED.resolve(preparer.name()));
        try (Interruption interruption = new Interruption()) {
            print(preparer.prepare(source, folder, progress(interruption)));
        }
        return 0;
    }

    /** How many pictures there are is known only when the tables have been read. */
    private static Preparer.Progress progress(Interruption interruption) {
        PictureProgress[] line = new PictureProgress[1];
        return (done, total) -> {
            if (line[0] == null) {
                line[0] = PictureProgress.onErrorStream("preparing", total, interruption);
            }
            line[0].accept(done);
        };
    }

    private void print(PreparedFolder prepared) {
        PrintWriter writer = spec.commandLine().getOut();
        PreparedManifest manifest = prepared.manifest();
        if (json) {
            writer.println(Json.pretty(manifest).strip());
            return;
        }
        writer.printf(
                "%s in %s: %,d pictures to train, %,d held out, %d classes, %d×%d; digest %s%n",
                manifest.name(),
                prepared.folder(),
                manifest.counts().get(Split.TRAINING),
                manifest.counts().get(Split.HELD_OUT),
                manifest.classes().size(),
                manifest.picture().width(),
                manifest.picture().height(),
                manifest.shortDigest());
        print(writer, "left out", manifest.skipped());
        print(writer, "kept", manifest.remarks());
        writer.flush();
    }

    private static void print(PrintWriter writer, String what, List<Finding> findings) {
        for (Finding finding : findings) {
            writer.printf(
                    "  %s: %,d × %s (%s%s)%n",
                    what,
                    finding.count(),
                    finding.what(),
                    String.join("; ", finding.first()),
                    finding.count() > finding.first().size() ? "; …" : "");
        }
    }
}
