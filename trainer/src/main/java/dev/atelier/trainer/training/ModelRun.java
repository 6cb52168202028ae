package dev.atelier.trainer.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.json.Json;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.recipes.ProgressiveRecipe;
import dev.atelier.trainer.recipes.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The training of one model in a folder of its own, where recipe.json says what is being trained. */
public sealed interface ModelRun permits LoopRun, ProgressiveRun {

    String RECIPE_FILE = "recipe.json";

    /**
     * The run of a recipe.
     *
     * @param folder created where absent; what is there decides whether the run begins or goes on
     * @throws IllegalArgumentException where the recipe's networks don't go with the data
     */
    static ModelRun of(Recipe recipe, DataSet data, Path folder) {
        return recipe instanceof ProgressiveRecipe progressive
                ? new ProgressiveRun(progressive, data, folder, Optional.empty())
                : new LoopRun(recipe, GenerativeLearner.of(recipe, data.schema(), StepClock.NONE), data, folder);
    }

    /**
     * The run of a recipe that begins with weights of an earlier training, where it has not begun yet. A model that grows
     * begins with its last phase: these weights are those of its networks.
     *
     * @param beginning of the networks of {@link Recipe#last()}
     */
    static ModelRun of(Recipe recipe, DataSet data, Path folder, Beginning beginning) throws IOException {
        if (recipe instanceof ProgressiveRecipe progressive) {
            return new ProgressiveRun(progressive, data, folder, Optional.of(beginning));
        }
        GenerativeLearner learner = GenerativeLearner.of(recipe, data.schema(), StepClock.NONE);
        learner.beginWith(beginning);
        return new LoopRun(recipe, learner, data, folder);
    }

    /**
     * Where the networks of {@link Recipe#last()} lie as the run's last checkpoint has them: weights and statistics under the
     * names that a {@link Beginning} gives them.
     *
     * @return empty where the run did not come to it
     */
    static Optional<Path> lastNetworks(Recipe recipe, Path folder) {
        Path place = recipe instanceof ProgressiveRecipe progressive
                ? ProgressiveRun.lastFolder(progressive, folder)
                : folder;
        return Optional.of(new Checkpoints(place, ""))
                .filter(Checkpoints::exists)
                .map(Checkpoints::file);
    }

    /** Whether there is something to go on from. */
    static boolean begun(Path folder) throws IOException {
        return new Checkpoints(folder, "").exists() || ProgressiveRun.anyPhaseBegun(folder);
    }

    /**
     * The recipe of a run that was begun, to go on with.
     *
     * @throws IOException where there is none, or it can't be read
     */
    static Recipe recipeOf(Path folder) throws IOException {
        Path file = folder.resolve(RECIPE_FILE);
        if (!Files.exists(file)) {
            throw new IOException(folder + " holds no " + RECIPE_FILE + ": no training was begun there");
        }
        ObjectNode json = (ObjectNode) Json.mapper().readTree(file.toFile());
        return recipeOf(json);
    }

    /**
     * The recipe in what recipe.json or a manifest says. That of a stage of a model that grows ends with this stage.
     *
     * @throws IOException where it is none that this release knows
     */
    static Recipe recipeOf(JsonNode said) throws IOException {
        if (!(said instanceof ObjectNode)) {
            throw new IOException("a recipe is a JSON object, not " + said);
        }
        ObjectNode json = said.deepCopy();
        json.remove(List.of("data", "dataDigest", "stage"));
        Recipe recipe = Json.mapper().treeToValue(json, Recipe.class);
        return recipe instanceof ProgressiveRecipe progressive && said.has("stage")
                ? progressive.upTo(said.path("stage").intValue())
                : recipe;
    }

    /** A recipe and its data, as recipe.json and a checkpoint hold it. */
    static ObjectNode json(Recipe recipe, DataSet data) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("data", data.name()).put("dataDigest", data.digest());
        json.setAll((ObjectNode) Json.mapper().valueToTree(recipe));
        return json;
    }

    /** What recipe.json says of how the model is trained. */
    JsonNode recipeJson();

    /**
     * Trains to the end, or until asked to stop.
     *
     * @param checkpointEvery steps between two checkpoints
     * @param listeners beside those that write the folder's files
     * @param stop asked after each step
     */
    TrainingOutcome train(int checkpointEvery, List<TrainingListener> listeners, BooleanSupplier stop)
            throws IOException;

    /**
     * What came of it up to its last checkpoint, finished or not.
     *
     * @throws IOException where there is none, or a model that grows did not come to its last stage
     */
    Trained soFar() throws IOException;

    /**
     * What came of it.
     *
     * @param stage the side of a finished stage of a model that grows; where empty the last one that the recipe asks for
     * @throws IOException where the training did not come to that end yet
     * @throws IllegalArgumentException where the recipe has no such stage
     */
    Trained trained(Optional<Integer> stage) throws IOException;
}
