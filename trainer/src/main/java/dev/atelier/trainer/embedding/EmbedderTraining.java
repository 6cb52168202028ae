package dev.atelier.trainer.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.embedding.Embedder;
import dev.atelier.generator.layers.Network;
import dev.atelier.trainer.artefacts.EmbedderExport;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.training.Batches;
import dev.atelier.trainer.training.Checkpoints;
import dev.atelier.trainer.training.Schedule;
import dev.atelier.trainer.training.TrainingListener;
import dev.atelier.trainer.training.TrainingLoop;
import dev.atelier.trainer.training.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Trains an embedder from a data set's pictures and their attributes, and writes it as an artefact.
 *
 * @param recipe how
 * @param data of one-of or many-of attributes; only its training part is learned from
 * @param folder of checkpoint and artefact
 */
public record EmbedderTraining(EmbedderRecipe recipe, DataSet data, Path folder) {

    private static final int CHECKPOINT_EVERY = 500;
    private static final int BATCHES_TO_MEASURE = 200;

    /**
     * Goes on from where an interrupted training stopped.
     *
     * @param version of the artefact
     * @param scoring measures the embedder and gives its scores as a JSON object
     * @param stop asked after each step
     * @return the artefact; nothing where the training was stopped
     * @throws IOException where it diverged, with the reason
     */
    public Optional<Artefact> run(
            String version,
            Function<Embedder, JsonNode> scoring,
            List<TrainingListener> listeners,
            BooleanSupplier stop)
            throws IOException {
        Files.createDirectories(folder);
        EmbeddingLearner learner = new EmbeddingLearner(recipe, data.training());
        Batches batches = new Batches(data.training(), recipe.batch(), recipe.seed(), Optional.of(recipe.framing()));
        Checkpoints checkpoints = new Checkpoints(folder, "embedder " + data.digest() + " " + recipe);
        Schedule schedule = new Schedule(recipe.epochs(), CHECKPOINT_EVERY, 0.5);
        TrainingOutcome outcome = new TrainingLoop(learner, batches, checkpoints, schedule, listeners).run(stop);
        if (outcome instanceof TrainingOutcome.Diverged diverged) {
            throw new IOException("the training ended after " + diverged.steps() + " steps: " + diverged.reason());
        }
        if (!(outcome instanceof TrainingOutcome.Completed)) {
            return Optional.empty();
        }
        try (Network network = learner.averaged(batches, Math.min(BATCHES_TO_MEASURE, batches.perEpoch()))) {
            JsonNode told = Json.mapper().valueToTree(recipe);
            Artefact artefact =
                    new EmbedderExport(version, data, told).write(network, scoring, folder.resolve("artefact"));
            checkpoints.delete();
            return Optional.of(artefact);
        }
    }
}
