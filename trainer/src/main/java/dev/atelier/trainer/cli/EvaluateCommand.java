package dev.atelier.trainer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.numerics.Backend;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.evaluation.ClassificationAccuracy;
import dev.atelier.trainer.evaluation.Classifier;
import dev.atelier.trainer.evaluation.GeneratedSet;
import dev.atelier.trainer.evaluation.Memorisation;
import dev.atelier.trainer.evaluation.RealSide;
import dev.atelier.trainer.evaluation.Scores;
import dev.atelier.trainer.training.SampleSheets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code evaluate}: measures artefacts. */
@Command(
        name = "evaluate",
        description =
                "Measures models with a separately trained classifier, beside real held-out pictures: label match,"
                        + " I(G), FID, IMD, precision, recall, density, coverage, CAS, distance to training pictures.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR",
            description = "Folder of a model's artefact; may be given several times.")
    private List<Path> models;

    @Mixin
    private DataOptions dataOptions;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Pictures to generate, the classes in turn (default: ${DEFAULT-VALUE}).")
    private int images;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the pictures (default: 1).")
    private long seed;

    @Option(
            names = "--cas-images",
            paramLabel = "N",
            description =
                    "Pictures to train CAS's classifier on; 0 leaves CAS out (default: as many as the data set has"
                            + " for training).")
    private Optional<Integer> casImages;

    @Option(
            names = "--cas-epochs",
            paramLabel = "N",
            defaultValue = "6",
            description = "Passes over them (default: ${DEFAULT-VALUE}).")
    private int casEpochs;

    @Option(
            names = "--neighbours",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "Generated and held-out pictures whose nearest training picture is looked for; 0 leaves it out"
                            + " (default: ${DEFAULT-VALUE}).")
    private int neighbours;

    @Mixin
    private ClassifierOptions classifierOptions;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Also write report.html, one file with tables, plots and sheets, into this folder.")
    private Optional<Path> report;

    @Option(names = "--json", description = "Print one JSON object; an array of them for several models.")
    private boolean json;

    @Override
    public Integer call() throws IOException, Backend.UnavailableException {
        Backend.load();
        List<Artefact> artefacts = models.stream().map(Artefact::open).toList();
        DataSet data = dataOptions.read();
        for (Artefact artefact : artefacts) {
            check(artefact, data);
        }
        check(data);
        try (Interruption interruption = new Interruption();
                Classifier classifier = classifierOptions.loadOrTrain(data, interruption)) {
            System.err.println("measuring the real held-out pictures");
            RealSide real = RealSide.of(classifier, data);
            float[][] training = neighbours == 0 ? new float[0][] : training(classifier, data);
            Map<Artefact, Scores> scores = new LinkedHashMap<>();
            for (Artefact artefact : artefacts) {
                scores.put(artefact, scores(artefact, data, classifier, real, training, interruption));
            }
            ScoreSheet sheet = new ScoreSheet(data, classifier.digest(), classifier.accuracy(), real, seed);
            if (report.isPresent()) {
                write(report.get(), scores, sheet);
            }
            print(scores, sheet);
        }
        return 0;
    }

    private void check(Artefact artefact, DataSet data) throws IOException {
        if (!artefact.manifest().schema().equals(data.schema())) {
            throw new IOException(artefact.folder() + " is conditioned on other attributes than " + data.name()
                    + " has: " + artefact.manifest().schema().attributes());
        }
        Examples test = data.test();
        var picture = artefact.manifest().picture();
        if (picture.width() != test.width()
                || picture.height() != test.height()
                || picture.channels() != test.channels()) {
            throw new IOException(artefact.folder() + " makes pictures of " + picture.width() + "×" + picture.height()
                    + "×" + picture.channels() + ", but those of " + data.name() + " are " + test.width() + "×"
                    + test.height() + "×" + test.channels());
        }
    }

    private void check(DataSet data) {
        int least = Math.max(RealSide.LEAST, data.test().count() / 2);
        require(
                images >= least,
                "--images must be at least " + least + " (half of the held-out pictures), not " + images);
        int cas = casImages.orElse(0);
        require(cas >= 0, "--cas-images must be 0 or more, not " + cas);
        require(casEpochs >= 1, "--cas-epochs must be 1 or more, not " + casEpochs);
        require(neighbours >= 0, "--neighbours must be 0 or more, not " + neighbours);
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private static float[][] training(Classifier classifier, DataSet data) {
        System.err.println("reading the training pictures, for the nearest of them");
        return classifier.read(data.training(), 0, data.training().count()).features();
    }

    private Scores scores(
            Artefact artefact,
            DataSet data,
            Classifier classifier,
            RealSide real,
            float[][] training,
            Interruption interruption)
            throws IOException {
        String name = artefact.manifest().model() + " " + artefact.manifest().version();
        System.err.printf("%s: generating %,d pictures%n", name, images);
        try (Generator generator = NetworkGenerator.load(artefact)) {
            int classes = data.training().classes().size();
            GeneratedSet generated = GeneratedSet.of(generator, classifier, classes, images, seed, done -> {});
            Scores scores = Scores.of(generated, real, data.training().classes());
            Optional<Memorisation> memory = neighbours == 0
                    ? Optional.empty()
                    : Optional.of(Memorisation.of(
                            first(generated.readings().features()),
                            first(real.all().features()),
                            training));
            int casCount = casImages.orElse(data.training().count());
            if (casCount == 0) {
                return scores.with(Optional.empty(), memory);
            }
            System.err.printf("%s: training a classifier on %,d of its pictures, for CAS%n", name, casCount);
            double accuracy = new ClassificationAccuracy(casCount, casEpochs, seed + 1)
                    .of(generator, data, List.of(ProgressLine.onErrorStream()), interruption);
            return scores.with(Optional.of(accuracy), memory);
        }
    }

    private void write(Path folder, Map<Artefact, Scores> scores, ScoreSheet sheet) throws IOException {
        Map<Artefact, byte[]> sheets = new LinkedHashMap<>();
        List<String> classes = sheet.data().training().classes();
        for (Artefact artefact : scores.keySet()) {
            try (Generator generator = NetworkGenerator.load(artefact)) {
                String title =
                        artefact.manifest().model() + " " + artefact.manifest().version();
                sheets.put(artefact, SampleSheets.sheet(title, classes, generator));
            }
        }
        String command = "atelier "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs());
        Files.createDirectories(folder);
        Path file = folder.resolve("report.html");
        Files.writeString(file, new ReportPage(sheet, command).html(scores, sheets));
        System.err.println("the report is " + file);
    }

    private float[][] first(float[][] features) {
        return Arrays.copyOf(features, Math.min(neighbours, features.length));
    }

    private void print(Map<Artefact, Scores> scores, ScoreSheet sheet) {
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.print(sheet.table(scores));
        } else {
            List<JsonNode> reports = new ArrayList<>();
            scores.forEach((artefact, measured) -> reports.add(sheet.json(artefact.manifest(), measured)));
            ArrayNode all = Json.mapper().createArrayNode().addAll(reports);
            out.println(Json.pretty(reports.size() == 1 ? reports.get(0) : all).strip());
        }
        out.flush();
    }
}
