package dev.atelier.trainer.cli;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.models.Model;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.generator.embedding.Embedder;
import dev.atelier.generator.numerics.Backend;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.evaluation.Classifier;
import dev.atelier.trainer.evaluation.Retrieval;
import dev.atelier.trainer.evaluation.SearchTable;
import dev.atelier.trainer.evaluation.SearchTable.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate-search}: how well similar products are found. */
@Command(
        name = "evaluate-search",
        description =
                "Measures how well similar products are found: each held-out picture is looked for among the others,"
                        + " by embedders, by the features of the data set's classifier, by plain pixel distance and at random;"
                        + " precision@10 of each attribute.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class EvaluateSearchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "DIR|NAME",
            description = "An embedder's artefact, or the name of a shipped one; may be given several times (default: "
                    + Model.PRODUCT_EMBEDDER + ").")
    private List<String> models = List.of();

    @Mixin
    private DataOptions dataOptions;

    @Option(
            names = "--classifier-side",
            paramLabel = "PIXELS",
            defaultValue = "0",
            description = "Also measure the features of the data set's classifier of pictures of this side, which is"
                    + " trained where there is none yet; 0 leaves it out (default: ${DEFAULT-VALUE}).")
    private int classifierSide;

    @Mixin
    private ClassifierOptions classifierOptions;

    @Option(names = "--report", paramLabel = "FILE", description = "Also write the table in Markdown into this file.")
    private Optional<Path> report;

    @Option(
            names = "--json",
            description = "Print one JSON object: {data, pictures, rows: [{method, dimensions, precision: {attribute:"
                    + " share}}]}.")
    private boolean json;

    @Override
    public Integer call() throws IOException, Backend.UnavailableException {
        Backend.load();
        List<Artefact> artefacts = new ArrayList<>();
        for (String model : models.isEmpty() ? List.of(Model.PRODUCT_EMBEDDER) : models) {
            artefacts.add(ModelFolder.open(model));
        }
        DataSet data = dataOptions.read();
        Retrieval retrieval = Retrieval.of(data.test());
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("random", 0, retrieval.random()));
        rows.add(row("pixel distance", pixels(data.test()), retrieval));
        if (classifierSide > 0) {
            rows.add(classifier(data, retrieval));
        }
        for (Artefact artefact : artefacts) {
            rows.add(embedder(artefact, data, retrieval));
        }
        print(new SearchTable(data.name(), data.test().count(), rows));
        return 0;
    }

    private static Row row(String method, float[][] vectors, Retrieval retrieval) {
        return new Row(method, vectors[0].length, retrieval.precision(vectors));
    }

    private static float[][] pixels(Examples examples) {
        float[][] pixels = new float[examples.count()][examples.pictureSize()];
        for (int i = 0; i < pixels.length; i++) {
            examples.picture(i, pixels[i], 0);
        }
        return pixels;
    }

    private Row classifier(DataSet data, Retrieval retrieval) throws IOException {
        try (Interruption interruption = new Interruption();
                Classifier classifier = classifierOptions.loadOrTrain(data, classifierSide, interruption)) {
            Examples examples = data.smaller(classifierSide).test();
            float[][] features = classifier.read(examples, 0, examples.count()).features();
            return row(
                    "features of classifier " + classifier.digest().substring(0, 12), directions(features), retrieval);
        }
    }

    /** Features are compared by their cosine, as vectors of embedders are. */
    private static float[][] directions(float[][] features) {
        return Arrays.stream(features)
                .map(row -> FeatureVector.towards(row).toArray())
                .toArray(float[][]::new);
    }

    private static Row embedder(Artefact artefact, DataSet data, Retrieval retrieval) {
        String name = artefact.manifest().model() + " " + artefact.manifest().version();
        try (Embedder embedder = Embedder.load(artefact)) {
            Examples examples = data.smaller(embedder.picture().width()).test();
            return row(name, EmbeddedExamples.of(embedder, examples, done -> {}), retrieval);
        }
    }

    private void print(SearchTable table) throws IOException {
        if (report.isPresent()) {
            Files.writeString(report.get(), table.markdown());
            System.err.println("the table is " + report.get());
        }
        spec.commandLine()
                .getOut()
                .println(json ? Json.pretty(table).strip() : table.markdown().strip());
        spec.commandLine().getOut().flush();
    }
}
