package dev.atelier.trainer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.embedding.Embedder;
import dev.atelier.generator.numerics.Backend;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.embedding.EmbedderRecipe;
import dev.atelier.trainer.embedding.EmbedderTraining;
import dev.atelier.trainer.evaluation.Retrieval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train-embedder}: trains what finds similar products. */
@Command(
        name = "train-embedder",
        description = {
            "Trains the network by whose vectors similar products are found: pictures that share the data set's"
                    + " attributes come to lie close to each other.",
            "Ctrl-C saves; the same command goes on from there."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TrainEmbedderCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions dataOptions;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "8",
            description = "Passes over the data (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".atelier/runs/product-embedder",
            description = "Folder of the run; the artefact is in its folder artefact (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--version-name",
            paramLabel = "VERSION",
            defaultValue = "1",
            description = "Version of the artefact (default: ${DEFAULT-VALUE}).")
    private String version;

    @Option(names = "--json", description = "Print the artefact's manifest.")
    private boolean json;

    @Override
    public Integer call() throws IOException, Backend.UnavailableException {
        Backend.load();
        DataSet data = dataOptions.read();
        Retrieval retrieval = Retrieval.of(data.test());
        try (Interruption interruption = new Interruption()) {
            Optional<Artefact> artefact = new EmbedderTraining(EmbedderRecipe.standard(epochs), data, out)
                    .run(
                            version,
                            embedder -> scores(embedder, retrieval, data),
                            List.of(ProgressLine.onErrorStream()),
                            interruption);
            if (artefact.isEmpty()) {
                System.err.println("stopped; the same command goes on from here");
                return 1;
            }
            print(artefact.get());
        }
        return 0;
    }

    private static JsonNode scores(Embedder embedder, Retrieval retrieval, DataSet data) {
        ObjectNode scores = Json.mapper().createObjectNode();
        ObjectNode precision = scores.putObject("precisionAt" + Retrieval.NEAREST);
        retrieval
                .precision(EmbeddedExamples.of(embedder, data.test(), done -> {}))
                .forEach(precision::put);
        return scores;
    }

    private void print(Artefact artefact) {
        if (json) {
            spec.commandLine().getOut().println(Json.pretty(artefact.manifest()).strip());
        } else {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s %s (%s) is in %s: %s%n",
                            artefact.manifest().model(),
                            artefact.manifest().version(),
                            artefact.manifest().shortDigest(),
                            artefact.folder(),
                            artefact.manifest().scores());
        }
        spec.commandLine().getOut().flush();
    }
}
