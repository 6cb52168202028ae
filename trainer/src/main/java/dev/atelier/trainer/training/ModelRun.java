package dev.atelier.trainer.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.recipes.Plan;
import dev.atelier.trainer.recipes.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The training of one model in a folder of its own: checkpoint.safetensors, losses.jsonl, losses.png at the end, sheets/ and
 * recipe.json, which says what is being trained.
 */
public final class ModelRun {

    private static final int BATCHES_TO_MEASURE = 200;
    private static final String RECIPE = "recipe.json";
    private static final String LOSSES = "losses.jsonl";

    private final DataSet data;
    private final Recipe recipe;
    private final Path folder;
    private final GenerativeLearner learner;
    private final Batches batches;
    private final Checkpoints checkpoints;

    /**
     * @param folder created where absent; what is there decides whether the run begins or goes on
     * @throws IllegalArgumentException where the recipe's networks don't go with the data
     */
    public ModelRun(Recipe recipe, DataSet data, Path folder) {
        this.data = data;
        this.recipe = recipe;
        this.folder = folder;
        Plan plan = recipe.plan();
        learner = GenerativeLearner.of(recipe, data.schema(), StepClock.NONE);
        batches = new Batches(data.training(), plan.batch(), plan.seed());
        checkpoints = new Checkpoints(folder, recipeJson().toString());
        checkPictures(learner.picture(), data.training());
    }

    private static void checkPictures(long[] made, Examples examples) {
        long[] expected = {examples.channels(), examples.height(), examples.width()};
        if (!Arrays.equals(made, expected)) {
            throw new IllegalArgumentException("the recipe makes pictures of " + Arrays.toString(made)
                    + ", but the data have " + Arrays.toString(expected) + " (channels, height, width)");
        }
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
    public static Recipe recipeOf(Path folder) throws IOException {
        Path file = folder.resolve(RECIPE);
        if (!Files.exists(file)) {
            throw new IOException(folder + " holds no " + RECIPE + ": no training was begun there");
        }
        ObjectNode json = (ObjectNode) Json.mapper().readTree(file.toFile());
        json.remove(List.of("data", "dataDigest"));
        return Json.mapper().treeToValue(json, Recipe.class);
    }

    /** What the manifest and the checkpoint say of how the model is trained. */
    public JsonNode recipeJson() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("data", data.name()).put("dataDigest", data.digest());
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
                recipe.model() + " on " + data.name(),
                data.training().classes(),
                folder.resolve("sheets"),
                () -> new NetworkGenerator(averaged())));
        Plan plan = recipe.plan();
        Schedule schedule = new Schedule(plan.epochs(), checkpointEvery, plan.ratesFallFrom());
        TrainingOutcome outcome = new TrainingLoop(learner, batches, checkpoints, schedule, all).run(stop);
        LossPlot.draw(folder.resolve(LOSSES), folder.resolve("losses.png"));
        return outcome;
    }

    /** The generator as it would be shipped now. */
    public Network averaged() {
        return learner.averaged(batches, Math.min(BATCHES_TO_MEASURE, batches.perEpoch()));
    }
}
