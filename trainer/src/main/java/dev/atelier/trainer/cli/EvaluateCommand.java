package dev.atelier.trainer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.numerics.Backend;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.evaluation.Asked;
import dev.atelier.trainer.evaluation.ClassificationAccuracy;
import dev.atelier.trainer.evaluation.Classifier;
import dev.atelier.trainer.evaluation.GeneratedSet;
import dev.atelier.trainer.evaluation.Memorisation;
import dev.atelier.trainer.evaluation.PicturesInTurn;
import dev.atelier.trainer.evaluation.RealSide;
import dev.atelier.trainer.evaluation.Requirements;
import dev.atelier.trainer.evaluation.Scores;
import dev.atelier.trainer.evaluation.report.InceptionTable;
import dev.atelier.trainer.evaluation.report.ModelPictures;
import dev.atelier.trainer.evaluation.report.ReportPage;
import dev.atelier.trainer.evaluation.report.ScoreSheet;
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

    private static final int CHUNK = 2048;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR|NAME",
            description = "Folder of a model's artefact, or the name of a shipped model, of which the newest version is"
                    + " meant; may be given several times.")
    private List<String> models;

    @Mixin
    private DataOptions dataOptions;

    @Option(
            names = "--largest-classes",
            paramLabel = "N",
            description =
                    "Measure on the N classes alone that have the most training pictures, with a classifier of its own"
                            + " (default: on all).")
    private Optional<Integer> largestClasses;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "20000",
            description =
                    "Pictures to generate, of the held-out pictures' attributes in turn (default: ${DEFAULT-VALUE}).")
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

    @Option(
            names = "--inception-table",
            paramLabel = "FILE",
            description =
                    "Also write I(G) of cpggan and cdpggan, trained with class label and with all identifiers, as a"
                            + " table in Markdown into this file.")
    private Optional<Path> inceptionTable;

    @Option(names = "--json", description = "Print one JSON object; an array of them for several models.")
    private boolean json;

    @Override
    public Integer call() throws IOException, Backend.UnavailableException {
        Backend.load();
        List<Artefact> artefacts = new ArrayList<>();
        for (String model : models) {
            artefacts.add(ModelFolder.open(model));
        }
        Optional<InceptionTable> table = inceptionTable.map(file -> InceptionTable.of(artefacts));
        DataSet read = dataOptions.read();
        DataSet prepared = largestClasses.map(read::largestClasses).orElse(read);
        DataSet data = inSizeOf(artefacts.get(0).manifest(), prepared);
        Requirements requirements = new Requirements(data);
        artefacts.forEach(artefact -> requirements.check(artefact.manifest()));
        check(requirements.leastImages());
        try (Interruption interruption = new Interruption();
                Classifier classifier =
                        classifierOptions.loadOrTrain(prepared, data.training().width(), interruption)) {
            System.err.println("measuring the real held-out pictures");
            RealSide real = RealSide.of(classifier, data);
            float[][] training = neighbours == 0 ? new float[0][] : training(classifier, data, interruption);
            Map<Artefact, Scores> scores = new LinkedHashMap<>();
            for (Artefact artefact : artefacts) {
                scores.put(artefact, scores(artefact, data, classifier, real, training, interruption));
            }
            ScoreSheet sheet = new ScoreSheet(data, classifier.digest(), classifier.accuracy(), real, seed);
            if (report.isPresent()) {
                write(report.get(), scores, sheet);
            }
            if (table.isPresent()) {
                Files.writeString(inceptionTable.get(), table.get().markdown(scores, sheet));
                System.err.println("the table of I(G) is " + inceptionTable.get());
            }
            print(scores, sheet);
        }
        return 0;
    }

    /** The other models must make pictures of the first one's size too, so that one classifier measures them all. */
    private static DataSet inSizeOf(Manifest manifest, DataSet data) {
        int side = manifest.picture().width();
        return data.training().width() % side == 0 ? data.smaller(side) : data;
    }

    private void check(int least) {
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

    private static float[][] training(Classifier classifier, DataSet data, Interruption interruption) {
        Examples pictures = data.training();
        float[][] features = new float[pictures.count()][];
        PictureProgress progress =
                PictureProgress.onErrorStream("reading the training data", pictures.count(), interruption);
        for (int start = 0; start < features.length; start += CHUNK) {
            int end = Math.min(start + CHUNK, features.length);
            System.arraycopy(classifier.read(pictures, start, end).features(), 0, features, start, end - start);
            progress.accept(end);
        }
        return features;
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
        try (Generator generator = NetworkGenerator.load(artefact)) {
            GeneratedSet generated = GeneratedSet.of(
                    inTurn(generator, artefact, data),
                    classifier,
                    images,
                    PictureProgress.onErrorStream(name + ", generating", images, interruption));
            Scores scores = Scores.of(generated, real, data.training().classes());
            Optional<Memorisation> memory = neighbours == 0
                    ? Optional.empty()
                    : Optional.of(Memorisation.of(
                            first(neighbours, generated.readings().features()),
                            // Two halves, of which each is as many as the generated ones.
                            first(2 * neighbours, real.all().features()),
                            training));
            int casCount = casImages.orElse(data.training().count());
            if (casCount == 0) {
                return scores.with(Optional.empty(), memory);
            }
            System.err.printf("%s: training a classifier on %,d of its pictures, for CAS%n", name, casCount);
            double accuracy = new ClassificationAccuracy(casCount, casEpochs, seed + 1)
                    .of(
                            generator,
                            Asked.of(artefact.manifest(), data),
                            data,
                            List.of(ProgressLine.onErrorStream()),
                            interruption);
            return scores.with(Optional.of(accuracy), memory);
        }
    }

    private PicturesInTurn inTurn(Generator generator, Artefact artefact, DataSet data) {
        return new PicturesInTurn(generator, Asked.of(artefact.manifest(), data), seed);
    }

    private void write(Path folder, Map<Artefact, Scores> scores, ScoreSheet sheet) throws IOException {
        Map<Artefact, ModelPictures> pictures = new LinkedHashMap<>();
        for (Artefact artefact : scores.keySet()) {
            try (Generator generator = NetworkGenerator.load(artefact)) {
                String title =
                        artefact.manifest().model() + " " + artefact.manifest().version();
                pictures.put(
                        artefact,
                        ModelPictures.of(
                                title,
                                inTurn(generator, artefact, sheet.data()),
                                scores.get(artefact),
                                sheet.data().training()));
            }
        }
        String command = "atelier "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs());
        Files.createDirectories(folder);
        Path file = folder.resolve("report.html");
        Files.writeString(file, new ReportPage(sheet, command).html(scores, pictures));
        System.err.println("the report is " + file);
    }

    private static float[][] first(int count, float[][] features) {
        return Arrays.copyOf(features, Math.min(count, features.length));
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
