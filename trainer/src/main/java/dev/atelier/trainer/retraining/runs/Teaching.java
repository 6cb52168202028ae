package dev.atelier.trainer.retraining.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Lineage;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.trainer.artefacts.GeneratorExport;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.evaluation.Asked;
import dev.atelier.trainer.evaluation.Classifier;
import dev.atelier.trainer.evaluation.GeneratedSet;
import dev.atelier.trainer.evaluation.ManifestScores;
import dev.atelier.trainer.evaluation.PicturesInTurn;
import dev.atelier.trainer.recipes.Recipe;
import dev.atelier.trainer.retraining.ModelSettings;
import dev.atelier.trainer.retraining.ModelSettings.Budget;
import dev.atelier.trainer.retraining.checkpoints.StoredCheckpoints;
import dev.atelier.trainer.retraining.gate.Evaluation.Champion;
import dev.atelier.trainer.retraining.warmstart.WarmStart;
import dev.atelier.trainer.training.Beginning;
import dev.atelier.trainer.training.ModelRun;
import dev.atelier.trainer.training.Trained;
import dev.atelier.trainer.training.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The training of one attempt: from the newest checkpoint of any attempt, or from the champion's weights, to an artefact. */
final class Teaching {
    private static final Logger LOG = LoggerFactory.getLogger(Teaching.class);
    private static final String BEGINNING = "beginning.json";
    private static final int MOST_IMAGES = 2_000;

    private final Workshop workshop;
    private final ObjectStore store;
    private final TrainingRun run;
    private final Hold hold;
    private final ModelSettings settings;
    private final Path folder;

    /**
     * beginning.json, which says where a training that was begun came from.
     *
     * @param parent digest of the champion that it began with; absent where it began from scratch
     * @param description for people
     */
    record Begun(Optional<String> parent, String description) {}

    /**
     * @param store that is waited for
     * @param folder of this attempt's training
     */
    Teaching(Workshop workshop, ObjectStore store, TrainingRun run, Hold hold, ModelSettings settings, Path folder) {
        this.workshop = workshop;
        this.store = store;
        this.run = run;
        this.hold = hold;
        this.settings = settings;
        this.folder = folder;
    }

    /** Goes on with what an earlier attempt left, if anything; then {@link #recipe} is that training's. */
    boolean resumed() throws IOException {
        Optional<StoredCheckpoints.Found> found = new StoredCheckpoints(store).restore(run.id(), folder);
        found.ifPresent(f -> LOG.info(
                "run {}, attempt {}: goes on from checkpoint {} of attempt {}",
                run.id(),
                hold.attempt(),
                f.number(),
                f.attempt()));
        return found.isPresent() && ModelRun.begun(folder);
    }

    /** Of the training that was begun. */
    Recipe begunRecipe() throws IOException {
        return ModelRun.recipeOf(folder);
    }

    /** The recipe within the budget. */
    Recipe planned(Recipe recipe, DataSet data) {
        Budget budget = settings.budget();
        int count = data.training().count();
        Recipe fitting = recipe.withBatchUpTo(count);
        // A training that begins with the champion is this part alone; one from scratch has as many epochs in each
        // phase.
        int perEpoch = Math.max(1, count / fitting.last().plan().batch());
        Optional<Integer> epochs = budget.steps()
                .map(steps -> Math.toIntExact(Math.max(1, (steps + perEpoch - 1) / perEpoch)))
                .or(budget::epochs);
        return epochs.isPresent() ? fitting.withEpochs(epochs.get()) : fitting;
    }

    /**
     * Trains to the end and writes the artefact.
     *
     * @param champion whose weights it begins with, where it begins and they fit
     * @param version of the artefact
     */
    Artefact train(Recipe recipe, DataSet data, Optional<Champion> champion, Classifier classifier, String version)
            throws IOException, RunFailure {
        Start start = start(recipe, data, champion);
        LOG.info(
                "run {}, attempt {}: {}",
                run.id(),
                hold.attempt(),
                start.begun().description());
        hold.tell(start.begun().description());
        StoredCheckpoints.Writer writer = new StoredCheckpoints(store).writer(run.id(), hold.attempt(), folder);
        ProgressReports reports = new ProgressReports(
                workshop.log(),
                store,
                hold,
                "training",
                folder,
                workshop.settings().reportEvery(),
                workshop.metrics());
        ScoreWatch watch =
                new ScoreWatch(folder, classifier, settings.budget(), settings.evaluation(), hold, reports::scored);
        ModelRun training = fitting(recipe, data, start.beginning());
        TrainingOutcome outcome = training.train(
                settings.checkpointEvery(),
                List.of(watch, reports, new LossUploads(store, hold, folder), new CheckpointUploads(writer, hold)),
                () -> hold.isStopping() || watch.isOver());
        if (outcome instanceof TrainingOutcome.Diverged diverged) {
            throw new RunFailure(
                    "diverged", "the training diverged at step " + diverged.steps() + ": " + diverged.reason());
        }
        hold.check();
        if (!(outcome instanceof TrainingOutcome.Completed)) {
            watch.requireModel("atelier.trainer.models.\"" + run.model() + "\"");
        }
        Trained trained =
                outcome instanceof TrainingOutcome.Completed ? training.trained(Optional.empty()) : training.soFar();
        return export(trained, watch, classifier, start.begun(), version);
    }

    /** @param beginning where there are weights to begin with; else a recipe's seed gives them, or a checkpoint */
    private record Start(Begun begun, Optional<Beginning> beginning) {

        static Start fromScratch(String reason) {
            return new Start(new Begun(Optional.empty(), "begins from scratch: " + reason), Optional.empty());
        }
    }

    /** A training that was begun has its weights in its checkpoint; a new one begins with the champion's where they fit. */
    private Start start(Recipe recipe, DataSet data, Optional<Champion> champion) throws IOException {
        Path file = folder.resolve(BEGINNING);
        if (Files.exists(file)) {
            return new Start(Json.mapper().readValue(file.toFile(), Begun.class), Optional.empty());
        }
        Start start =
                champion.isPresent() ? from(champion.get(), recipe, data) : Start.fromScratch("there is no champion");
        Files.createDirectories(folder);
        Files.writeString(file, Json.pretty(start.begun()));
        return start;
    }

    private Start from(Champion champion, Recipe recipe, DataSet data) throws IOException {
        WarmStart.Outcome outcome =
                WarmStart.of(champion.artefact(), championsCheckpoint(champion, recipe), recipe, data.schema());
        if (outcome instanceof WarmStart.Outcome.Possible possible) {
            String parent = champion.artefact().manifest().digest();
            return new Start(
                    new Begun(Optional.of(parent), possible.warmStart().description()),
                    Optional.of(possible.warmStart()));
        }
        return Start.fromScratch(((WarmStart.Outcome.Impossible) outcome).reason());
    }

    /** Of the run that made the champion: there are the networks that are not part of an artefact. */
    private Optional<Path> championsCheckpoint(Champion champion, Recipe recipe) throws IOException {
        Optional<Lineage> lineage = champion.artefact().manifest().lineage();
        if (lineage.isEmpty()) {
            return Optional.empty();
        }
        Path place = folder.resolveSibling(folder.getFileName() + "-parent");
        if (ModelRun.lastNetworks(recipe, place).isEmpty()) {
            new StoredCheckpoints(store).restore(lineage.get().run(), place);
        }
        return ModelRun.lastNetworks(recipe, place);
    }

    private ModelRun fitting(Recipe recipe, DataSet data, Optional<Beginning> beginning)
            throws IOException, RunFailure {
        try {
            return beginning.isPresent()
                    ? ModelRun.of(recipe, data, folder, beginning.get())
                    : ModelRun.of(recipe, data, folder);
        } catch (IllegalArgumentException e) {
            throw new RunFailure("recipe-does-not-fit", e.getMessage());
        }
    }

    private Artefact export(Trained trained, ScoreWatch watch, Classifier classifier, Begun begun, String version)
            throws IOException {
        Lineage lineage = new Lineage(
                run.id(),
                hold.attempt(),
                run.update().dataSet(),
                run.update().version(),
                begun.parent(),
                workshop.settings().code());
        GeneratorExport export = new GeneratorExport(
                run.model(),
                version,
                trained.recipe().path("model").asText(),
                trained.data(),
                trained.recipe(),
                Optional.of(lineage));
        try (Network network = watch.better(trained.network(), trained.data())) {
            return export.write(
                    network,
                    generator -> scores(generator, classifier, trained.data()),
                    folder.resolveSibling(folder.getFileName() + "-artefact"));
        }
    }

    /** What a manifest says at once; the gate's numbers lie beside the version. */
    private JsonNode scores(Generator generator, Classifier classifier, DataSet data) {
        GeneratedSet set = GeneratedSet.of(
                new PicturesInTurn(
                        generator, Asked.of(data.test()), settings.evaluation().seed()),
                classifier,
                Math.min(settings.evaluation().images(), MOST_IMAGES),
                done -> hold.check());
        return ManifestScores.of(set, classifier, data);
    }
}
