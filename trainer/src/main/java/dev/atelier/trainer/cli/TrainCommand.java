package dev.atelier.trainer.cli;

import dev.atelier.generator.numerics.Backend;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.recipes.ProgressiveRecipe;
import dev.atelier.trainer.recipes.Recipe;
import dev.atelier.trainer.recipes.RecipeFile;
import dev.atelier.trainer.training.ModelRun;
import dev.atelier.trainer.training.Trained;
import dev.atelier.trainer.training.TrainingOutcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: trains a model and writes it as an artefact. */
@Command(
        name = "train",
        description = {
            "Trains a model and writes it as an artefact.",
            "Ctrl-C saves a checkpoint; the same command with --resume goes on from it, and ends with the same weights as"
                    + " if it had not been interrupted."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME",
            description = "What to train: cgan, cvae, subtype-cgan, mcgan, cpggan or cdpggan.")
    private String model;

    @Option(
            names = "--recipe",
            paramLabel = "RECIPE",
            defaultValue = "strong",
            description = "How: seed (as published), strong (the best that we know) or the path of a recipe file"
                    + " (default: ${DEFAULT-VALUE}).")
    private String recipeName;

    @Option(names = "--print-recipe", description = "Print the recipe as a file to copy from, and train nothing.")
    private boolean printRecipe;

    @Mixin
    private DataOptions dataOptions;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the data; of a model that grows for each phase (default: the recipe's).")
    private Optional<Integer> epochs;

    @Option(names = "--batch", paramLabel = "N", description = "Examples per step (default: the recipe's).")
    private Optional<Integer> batch;

    @Option(
            names = "--stages-up-to",
            paramLabel = "SIDE",
            description = "The last stage of a model that grows, by the side of its pictures, such as 64 (default: the"
                    + " recipe's last). A run that was finished goes on to a later one with --resume.")
    private Optional<Integer> stagesUpTo;

    @Option(names = "--seed", paramLabel = "N", description = "Start of all randomness (default: the recipe's).")
    private Optional<Long> seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder of the run (default: .atelier/runs/DATA-MODEL-RECIPE). The artefact goes into its folder"
                            + " artefact/, or artefact-SIDE/ where the model grows.")
    private Optional<Path> out;

    @Option(names = "--resume", description = "Go on from the folder's checkpoint, with the recipe that it began with.")
    private boolean resume;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "STEPS",
            defaultValue = "500",
            description = "Steps between two checkpoints (default: ${DEFAULT-VALUE}).")
    private int checkpointEvery;

    @Mixin
    private ArtefactOptions artefactOptions;

    @Override
    public Integer call() throws IOException, Backend.UnavailableException {
        RecipeFile file = RecipeFile.find(model, recipeName);
        if (printRecipe) {
            spec.commandLine().getOut().print(file.text());
            spec.commandLine().getOut().flush();
            return 0;
        }
        Backend.load();
        DataSet data = dataOptions.read();
        Path folder = out.orElse(Path.of(".atelier", "runs", data.name() + "-" + model + "-" + file.shortName()));
        ModelRun run = ModelRun.of(recipe(file, folder), data, folder);
        try (Interruption interruption = new Interruption()) {
            TrainingOutcome outcome = run.train(checkpointEvery, List.of(ProgressLine.onErrorStream()), interruption);
            return ended(outcome, run, data, folder, interruption);
        }
    }

    /** Of a run that goes on, or of one that begins; what is said on the command line comes first. */
    private Recipe recipe(RecipeFile file, Path folder) throws IOException {
        boolean begun = ModelRun.begun(folder);
        if (begun && !resume) {
            throw new IOException(folder + " holds a training that was begun: add --resume to go on with it, or name"
                    + " another folder with --out");
        }
        if (!begun && resume) {
            throw new IOException(folder + " holds no checkpoint to resume from; leave out --resume to begin");
        }
        Recipe recipe = begun ? ModelRun.recipeOf(folder) : file.parse();
        if (!recipe.model().equals(model)) {
            throw new IOException((begun ? folder.toString() : file.name()) + " is a recipe for '" + recipe.model()
                    + "', not for '" + model + "'");
        }
        Recipe planned = epochs.isPresent() ? recipe.withEpochs(epochs.get()) : recipe;
        planned = batch.isPresent() ? planned.withBatch(batch.get()) : planned;
        planned = seed.isPresent() ? planned.with(planned.plan().withSeed(seed.get())) : planned;
        return stagesUpTo.isPresent() ? upTo(planned, stagesUpTo.get()) : planned;
    }

    private static Recipe upTo(Recipe recipe, int side) throws IOException {
        if (recipe instanceof ProgressiveRecipe progressive) {
            return progressive.upTo(side);
        }
        throw new IOException("--stages-up-to is for models that grow; a " + recipe.model() + " has no stages");
    }

    private int ended(TrainingOutcome outcome, ModelRun run, DataSet data, Path folder, Interruption interruption)
            throws IOException {
        PrintWriter terminal = spec.commandLine().getOut();
        if (outcome instanceof TrainingOutcome.Completed) {
            Trained trained = run.trained(Optional.empty());
            artefactOptions.write(trained, data, ArtefactOptions.folder(folder, trained), interruption, terminal);
            return 0;
        }
        if (outcome instanceof TrainingOutcome.Diverged diverged) {
            throw new IOException("the training diverged at step " + diverged.steps() + ": " + diverged.reason()
                    + ". The last good checkpoint is of step " + diverged.lastCheckpoint());
        }
        terminal.printf("stopped at step %,d; go on with --resume --out %s%n", outcome.steps(), folder);
        return 0;
    }
}
