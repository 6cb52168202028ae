package dev.atelier.trainer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.trainer.artefacts.GeneratorExport;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.evaluation.Asked;
import dev.atelier.trainer.evaluation.Classifier;
import dev.atelier.trainer.evaluation.GeneratedSet;
import dev.atelier.trainer.evaluation.ManifestScores;
import dev.atelier.trainer.evaluation.PicturesInTurn;
import dev.atelier.trainer.training.Trained;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How what was trained becomes an artefact. */
final class ArtefactOptions {

    private static final int IMAGES_PER_CLASS = 100;

    @Option(
            names = "--version-name",
            paramLabel = "VERSION",
            defaultValue = "1",
            description = "Version of the artefact (default: ${DEFAULT-VALUE}).")
    private String version;

    @Option(
            names = "--no-scores",
            description = "Don't measure the result; else the data set's classifier is trained first, where there is"
                    + " none yet.")
    private boolean noScores;

    @Mixin
    private ClassifierOptions classifierOptions;

    /** Where in a training's folder its artefact goes; each stage of a model that grows is one of its own. */
    static Path folder(Path run, Trained trained) {
        JsonNode stage = trained.recipe().path("stage");
        return run.resolve(stage.isMissingNode() ? "artefact" : "artefact-" + stage.asInt());
    }

    /**
     * Writes the artefact and says so.
     *
     * @param data all that it was trained on, in its own size
     * @param folder of the artefact, which must not exist yet
     */
    void write(Trained trained, DataSet data, Path folder, BooleanSupplier stop, PrintWriter terminal)
            throws IOException {
        String kind = trained.recipe().path("model").asText();
        GeneratorExport export =
                new GeneratorExport(data.name() + "-" + kind, version, kind, trained.data(), trained.recipe());
        Artefact artefact;
        try (Network network = trained.network()) {
            artefact = noScores
                    ? export.write(network, generator -> Json.mapper().createObjectNode(), folder)
                    : scored(export, trained, data, stop, folder);
        }
        terminal.printf(
                "%s %s (%s) is in %s%n",
                artefact.manifest().model(),
                artefact.manifest().version(),
                artefact.manifest().shortDigest(),
                artefact.folder());
        terminal.flush();
    }

    private Artefact scored(GeneratorExport export, Trained trained, DataSet data, BooleanSupplier stop, Path folder)
            throws IOException {
        int side = trained.data().training().width();
        long seed = trained.recipe().at("/plan/seed").asLong();
        try (Classifier classifier = classifierOptions.loadOrTrain(data, side, stop)) {
            return export.write(
                    trained.network(), generator -> scores(generator, classifier, trained.data(), seed), folder);
        }
    }

    /** @param data as the model was told of them */
    private static JsonNode scores(Generator generator, Classifier classifier, DataSet data, long seed) {
        GeneratedSet generated = GeneratedSet.of(
                new PicturesInTurn(generator, Asked.of(data.test()), seed),
                classifier,
                IMAGES_PER_CLASS * data.training().classes().size(),
                done -> {});
        return ManifestScores.of(generated, classifier, data);
    }
}
