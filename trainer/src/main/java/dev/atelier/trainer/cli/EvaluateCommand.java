package dev.atelier.trainer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.evaluation.Classifier;
import dev.atelier.trainer.evaluation.LabelMatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code evaluate}: measures an artefact. */
@Command(
        name = "evaluate",
        description = "Measures how many of a model's pictures a separately trained classifier puts into the class that"
                + " was asked for.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "Folder of the model's artefact.")
    private Path model;

    @Mixin
    private DataOptions dataOptions;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Pictures to generate, the same number of each class (default: ${DEFAULT-VALUE}).")
    private int images;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the pictures (default: 1).")
    private long seed;

    @Mixin
    private ClassifierOptions classifierOptions;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Nd4j.getMemoryManager().togglePeriodicGc(false);
        Artefact artefact = Artefact.open(model);
        DataSet data = dataOptions.read();
        if (!artefact.manifest().schema().equals(data.schema())) {
            throw new IOException(model + " is conditioned on other attributes than " + data.name() + " has: "
                    + artefact.manifest().schema().attributes());
        }
        int classes = data.training().classes().size();
        if (images < classes) {
            throw new ParameterException(
                    spec.commandLine(), "--images must be at least the " + classes + " classes, not " + images);
        }
        try (Interruption interruption = new Interruption();
                Generator generator = NetworkGenerator.load(artefact);
                Classifier classifier = classifierOptions.loadOrTrain(data, interruption)) {
            LabelMatch match =
                    LabelMatch.of(generator, classifier, data.training().classes(), images / classes, seed);
            print(artefact.manifest(), data, classifier, match);
        }
        return 0;
    }

    private void print(Manifest manifest, DataSet data, Classifier classifier, LabelMatch match) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(report(manifest, data, classifier, match)).strip());
            return;
        }
        out.printf("%s %s on %s%n", manifest.model(), manifest.version(), data.name());
        match.perClass().forEach((name, share) -> out.printf(Locale.ROOT, "  %-14s %5.1f %%%n", name, 100 * share));
        out.printf(
                Locale.ROOT,
                "%.1f %% of %,d pictures are recognised as what was asked for; the classifier gets %.1f %% of the real test"
                        + " pictures right%n",
                100 * match.total(),
                match.images(),
                100 * classifier.accuracy());
        out.flush();
    }

    private static ObjectNode report(Manifest manifest, DataSet data, Classifier classifier, LabelMatch match) {
        ObjectNode report = Json.mapper().createObjectNode();
        report.put("model", manifest.model()).put("version", manifest.version()).put("data", data.name());
        report.put("images", match.images()).put("labelMatch", match.total());
        Attribute attribute = data.schema().attributes().get(0);
        ObjectNode scores = report.putObject("attributes").putObject(attribute.name());
        scores.put("match", match.total());
        ObjectNode values = scores.putObject("values");
        match.perClass().forEach(values::put);
        report.putObject("classifier").put("digest", classifier.digest()).put("accuracy", classifier.accuracy());
        return report;
    }
}
