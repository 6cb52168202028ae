package dev.atelier.trainer.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.json.Json;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.recipes.Phase;
import dev.atelier.trainer.recipes.ProgressiveRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The training of a model that grows: a run of the training loop for each phase, in a folder of its own below {@code phases/}.
 *
 * <p>A phase begins with the networks of the last checkpoint of the one before, which stays where it is: so whenever the
 * process ends, the last phase that has a checkpoint is where to go on, and every finished stage can be had later. Only the
 * checkpoint of a fade is deleted, once the stage is finished.
 *
 * <p>A run that is lent weights begins with the last phase. They are those of a model that has grown already, which has no
 * layers left that make pictures of an earlier stage; and to fade its last stage in again would only take from it what it can.
 */
final class ProgressiveRun implements ModelRun {

    private static final String PHASES = "phases";

    private final ProgressiveRecipe recipe;
    private final DataSet data;
    private final Path folder;
    private final Optional<Beginning> beginning;
    private final List<Phase> phases;

    /** @param beginning of the last phase's networks, where no phase has begun yet */
    ProgressiveRun(ProgressiveRecipe recipe, DataSet data, Path folder, Optional<Beginning> beginning) {
        this.recipe = recipe;
        this.data = data;
        this.folder = folder;
        this.beginning = beginning;
        phases = recipe.phases();
        checkSize(phases.get(phases.size() - 1).side(), data.training().width());
    }

    private static void checkSize(int last, int prepared) {
        if (last > prepared) {
            throw new IllegalArgumentException("the last stage makes pictures of " + last + "×" + last
                    + ", but the data have " + prepared + "×" + prepared
                    + ": name a smaller stage with --stages-up-to, or prepare larger pictures");
        }
    }

    static boolean anyPhaseBegun(Path folder) throws IOException {
        Path all = folder.resolve(PHASES);
        if (!Files.isDirectory(all)) {
            return false;
        }
        try (var each = Files.list(all)) {
            return each.anyMatch(phase -> new Checkpoints(phase, "").exists());
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
        TrainingListener listener = new Listeners(listeners);
        TrainingOutcome outcome = new TrainingOutcome.Completed(0);
        for (int i = present(); i < phases.size() && outcome instanceof TrainingOutcome.Completed; i++) {
            listener.phaseBegun(phases.get(i).name(), i + 1, phases.size());
            outcome = ready(i).train(checkpointEvery, listeners, stop);
            if (outcome instanceof TrainingOutcome.Completed
                    && i > 0
                    && !phases.get(i).fading()) {
                checkpoints(i - 1).delete();
            }
        }
        return outcome;
    }

    /** The last phase that has a checkpoint, which may be finished: its loop finds that out. Else the one to begin with. */
    private int present() {
        for (int i = phases.size() - 1; i >= 0; i--) {
            if (checkpoints(i).exists()) {
                return i;
            }
        }
        return beginning.isPresent() ? phases.size() - 1 : 0;
    }

    /** The run of a phase that goes on, or begins where the one before ended, or with what is lent. */
    private LoopRun ready(int number) throws IOException {
        Adversarial learner = learner(number);
        if (!checkpoints(number).exists()) {
            if (number > 0 && checkpoints(number - 1).exists()) {
                learner.beginWith(checkpoints(number - 1)::lend);
            } else if (beginning.isPresent()) {
                learner.beginWith(beginning.get());
            }
        }
        return run(number, learner);
    }

    private Adversarial learner(int number) {
        return new Adversarial(phases.get(number).recipe(), data.schema(), StepClock.NONE);
    }

    private LoopRun run(int number, Adversarial learner) {
        Phase phase = phases.get(number);
        DataSet its = data(phase);
        long perEpoch = its.training().count() / phase.recipe().plan().batch();
        GenerativeLearner fitting =
                phase.fading() ? new Fading(learner, phase.recipe().plan().epochs() * perEpoch) : learner;
        return new LoopRun(phase.recipe(), fitting, its, folder(phase));
    }

    private DataSet data(Phase phase) {
        return recipe.conditions().told(data).smaller(phase.side());
    }

    private Checkpoints checkpoints(int number) {
        return new Checkpoints(folder(phases.get(number)), "");
    }

    private Path folder(Phase phase) {
        return folder(folder, phase);
    }

    private static Path folder(Path folder, Phase phase) {
        return folder.resolve(PHASES).resolve(phase.name());
    }

    /** Of the last phase of a run. */
    static Path lastFolder(ProgressiveRecipe recipe, Path folder) {
        List<Phase> phases = recipe.phases();
        return folder(folder, phases.get(phases.size() - 1));
    }

    @Override
    public Trained soFar() throws IOException {
        int last = phases.size() - 1;
        if (!checkpoints(last).exists()) {
            throw new IOException(folder + " holds a training that did not come to its last stage, "
                    + phases.get(last).name());
        }
        Phase phase = phases.get(last);
        return new Trained(
                run(last, learner(last)).latest(),
                data(phase),
                ModelRun.json(recipe, data).put("stage", phase.side()));
    }

    @Override
    public Trained trained(Optional<Integer> stage) throws IOException {
        int side = stage.orElse(phases.get(phases.size() - 1).side());
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            if (phase.side() == side && !phase.fading()) {
                return new Trained(
                        run(i, learner(i)).finished(),
                        data(phase),
                        ModelRun.json(recipe, data).put("stage", side));
            }
        }
        throw new IllegalArgumentException("there is no stage of " + side + " pixels in this training; its stages are "
                + phases.stream().filter(p -> !p.fading()).map(Phase::side).toList());
    }
}
