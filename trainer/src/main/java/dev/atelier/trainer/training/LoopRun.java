package dev.atelier.trainer.training;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One run of the training loop in a folder of its own: checkpoint.safetensors, losses.jsonl, losses.png at the end, sheets/ and
 * recipe.json, which says what is being trained.
 */
final class LoopRun implements ModelRun {

    private static final int BATCHES_TO_MEASURE = 200;

    private final DataSet data;
    private final Recipe recipe;
    private final Path folder;
    private final GenerativeLearner learner;
    private final Batches batches;
    private final Checkpoints checkpoints;

    /**
     * @param learner as the recipe wants it
     * @param folder created where absent; what is there decides whether the run begins or goes on
     * @throws IllegalArgumentException where the recipe's networks don't go with the data
     */
    LoopRun(Recipe recipe, GenerativeLearner learner, DataSet data, Path folder) {
        this.data = data;
        this.recipe = recipe;
        this.learner = learner;
        this.folder = folder;
        Plan plan = recipe.plan();
        batches = new Batches(data.training(), plan.batch(), plan.seed(), recipe.framing());
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

    @Override
    public JsonNode recipeJson() {
        return ModelRun.json(recipe, data);
    }

    @Override
    public TrainingOutcome train(int checkpointEvery, List<TrainingListener> listeners, BooleanSupplier stop)
            throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(RECIPE_FILE), Json.pretty(recipeJson()));
        List<TrainingListener> all = new ArrayList<>();
        // Before those that take the folder's files elsewhere.
        all.add(new LossLog(folder.resolve(LossLog.FILE)));
        all.addAll(listeners);
        all.add(new SampleSheets(
                recipe.model() + " on " + data.name(),
                data.training().classes(),
                folder.resolve("sheets"),
                () -> new NetworkGenerator(averaged())));
        TrainingListener given = new Listeners(listeners);
        all.add(new TrainingListener() {
            @Override
            public void epochDone(int epoch) throws IOException {
                given.generatorAt(epoch, LoopRun.this::averaged, data);
            }
        });
        Plan plan = recipe.plan();
        Schedule schedule = new Schedule(plan.epochs(), checkpointEvery, plan.ratesFallFrom());
        TrainingOutcome outcome = new TrainingLoop(learner, batches, checkpoints, schedule, all).run(stop);
        LossPlot.draw(folder.resolve(LossLog.FILE), folder.resolve("losses.png"));
        return outcome;
    }

    @Override
    public Trained trained(Optional<Integer> stage) throws IOException {
        if (stage.isPresent()) {
            throw new IllegalArgumentException("a " + recipe.model() + " has no stages to choose from");
        }
        return new Trained(finished(), data, recipeJson());
    }

    @Override
    public Trained soFar() throws IOException {
        return new Trained(latest(), data, recipeJson());
    }

    /** The generator as the last checkpoint holds it. */
    Network latest() throws IOException {
        if (checkpoints.restore(learner.state()).isEmpty()) {
            throw new IOException(folder + " holds no checkpoint of a training");
        }
        return averaged();
    }

    /**
     * The generator of a training that came to its end, as its checkpoint holds it.
     *
     * @throws IOException where it did not yet
     */
    Network finished() throws IOException {
        long done = checkpoints.restore(learner.state()).orElse(0L);
        long total = (long) recipe.plan().epochs() * batches.perEpoch();
        if (done < total) {
            throw new IOException(
                    folder + " holds no finished training: step " + done + " of " + total + "; go on with --resume");
        }
        return averaged();
    }

    /** The generator as it would be shipped now. */
    private Network averaged() {
        return learner.averaged(batches, Math.min(BATCHES_TO_MEASURE, batches.perEpoch()));
    }
}
