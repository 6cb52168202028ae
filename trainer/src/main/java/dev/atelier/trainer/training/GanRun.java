package dev.atelier.trainer.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.trainer.datasets.DataSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The training of one GAN in a folder of its own: checkpoint.safetensors, losses.jsonl, losses.png at the end, sheets/ and
 * recipe.json, which says what is being trained.
 */
public final class GanRun {

    private static final int BATCHES_TO_MEASURE = 200;
    private static final String RECIPE = "recipe.json";
    private static final String LOSSES = "losses.jsonl";

    private final String kind;
    private final DataSet data;
    private final AdversarialRecipe recipe;
    private final Path folder;
    private final Adversarial learner;
    private final Batches batches;
    private final Checkpoints checkpoints;

    /**
     * @param kind of model, such as {@code cgan}
     * @param folder created where absent; what is there decides whether the run begins or goes on
     */
    public GanRun(
            String kind,
            NetworkSpec generator,
            NetworkSpec discriminator,
            DataSet data,
            AdversarialRecipe recipe,
            Path folder) {
        this.kind = kind;
        this.data = data;
        this.recipe = recipe;
        this.folder = folder;
        learner = new Adversarial(recipe, generator, discriminator);
        batches = new Batches(data.training(), recipe.batch(), recipe.seed());
        checkpoints = new Checkpoints(folder, recipeJson().toString());
    }

    /** Whether there is something to go on from. */
    public static boolean begun(Path folder) {
        return new Checkpoints(folder, "").exists();
    }

    /**
     * The recipe of a run that was begun, to go on with.
     *
     * @throws IOException where there is none, or it can't be read
     */
    public static AdversarialRecipe recipeOf(Path folder) throws IOException {
        Path file = folder.resolve(RECIPE);
        if (!Files.exists(file)) {
            throw new IOException(folder + " holds no " + RECIPE + ": no training was begun there");
        }
        ObjectNode json = (ObjectNode) Json.mapper().readTree(file.toFile());
        json.remove(List.of("kind", "data", "dataDigest"));
        return Json.mapper().treeToValue(json, AdversarialRecipe.class);
    }

    /** What the manifest and the checkpoint say of how the model is trained. */
    public JsonNode recipeJson() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("kind", kind).put("data", data.name()).put("dataDigest", data.digest());
        json.setAll((ObjectNode) Json.mapper().valueToTree(recipe));
        return json;
    }

    /**
     * Trains to the end, or until asked to stop.
     *
     * @param checkpointEvery steps between two checkpoints
     * @param listeners beside those that write the folder's files
     * @param stop asked after each step
     */
    public TrainingOutcome train(int checkpointEvery, List<TrainingListener> listeners, BooleanSupplier stop)
            throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(RECIPE), Json.pretty(recipeJson()));
        List<TrainingListener> all = new ArrayList<>(listeners);
        all.add(new LossLog(folder.resolve(LOSSES)));
        all.add(new SampleSheets(
                kind + " on " + data.name(),
                data.training().classes(),
                folder.resolve("sheets"),
                () -> new NetworkGenerator(averaged())));
        Schedule schedule = new Schedule(recipe.epochs(), checkpointEvery, recipe.fallingRates());
        TrainingOutcome outcome = new TrainingLoop(learner, batches, checkpoints, schedule, all).run(stop);
        LossPlot.draw(folder.resolve(LOSSES), folder.resolve("losses.png"));
        return outcome;
    }

    /** G as it would be shipped now. */
    public Network averaged() {
        return learner.averaged(batches, Math.min(BATCHES_TO_MEASURE, batches.perEpoch()));
    }
}
