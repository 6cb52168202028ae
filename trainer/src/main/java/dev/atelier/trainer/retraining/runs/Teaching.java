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
import dev.atelier.trainer.evaluation.InceptionScore;
import dev.atelier.trainer.evaluation.LabelMatch;
import dev.atelier.trainer.evaluation.PicturesInTurn;
import dev.atelier.trainer.recipes.Plan;
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
        Plan plan = recipe.plan();
        int count = data.training().count();
        plan = plan.withBatch(Math.min(plan.batch(), count));
        int perEpoch = count / plan.batch();
        Optional<Integer> epochs = budget.steps()
                .map(steps -> Math.toIntExact(Math.max(1, (steps + perEpoch - 1) / perEpoch)))
                .or(budget::epochs);
        return recipe.with(epochs.isPresent() ? plan.withEpochs(epochs.get()) : plan);
    }

    /**
     * Trains to the end and writes the artefact.
     *
     * @param champion whose weights it begins with, where it begins and they fit
     * @param version of the artefact
     */
    Artefact train(Recipe recipe, DataSet data, Optional<Champion> champion, Classifier classifier, String version)
            throws IOException, RunFailure {
        Begun begun = begin(recipe, data, champion);
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
        ModelRun training = fitting(recipe, data, champion, begun);
        TrainingOutcome outcome = training.train(
                settings.checkpointEvery(),
                List.of(watch, reports, new CheckpointUploads(writer, hold)),
                () -> hold.isStopping() || watch.isOver());
        if (outcome instanceof TrainingOutcome.Diverged diverged) {
            throw new RunFailure(
                    "diverged", "the training diverged at step " + diverged.steps() + ": " + diverged.reason());
        }
        hold.check();
        Trained trained =
                outcome instanceof TrainingOutcome.Completed ? training.trained(Optional.empty()) : training.soFar();
        return export(trained, watch, classifier, begun, version);
    }

    /** Of a training that was begun, what was said then; else what is possible now. */
    private Begun begin(Recipe recipe, DataSet data, Optional<Champion> champion) throws IOException {
        Path file = folder.resolve(BEGINNING);
        if (Files.exists(file)) {
            return Json.mapper().readValue(file.toFile(), Begun.class);
        }
        Begun begun = champion.isEmpty()
                ? new Begun(Optional.empty(), "begins from scratch: there is no champion")
                : outcome(recipe, data, champion.get()) instanceof WarmStart.Outcome.Possible possible
                        ? new Begun(
                                Optional.of(champion.get().artefact().manifest().digest()),
                                possible.warmStart().description())
                        : new Begun(Optional.empty(), obstacle(recipe, data, champion.get()));
        Files.createDirectories(folder);
        Files.writeString(file, Json.pretty(begun));
        return begun;
    }

    private String obstacle(Recipe recipe, DataSet data, Champion champion) throws IOException {
        return outcome(recipe, data, champion) instanceof WarmStart.Outcome.Impossible impossible
                ? "begins from scratch: " + impossible.reason()
                : "";
    }

    private WarmStart.Outcome outcome(Recipe recipe, DataSet data, Champion champion) throws IOException {
        return WarmStart.of(champion.artefact(), championsCheckpoint(champion), recipe, data.schema());
    }

    /** Of the run that made the champion: there are the networks that are not part of an artefact. */
    private Optional<Path> championsCheckpoint(Champion champion) throws IOException {
        Optional<Lineage> lineage = champion.artefact().manifest().lineage();
        if (lineage.isEmpty()) {
            return Optional.empty();
        }
        Path place = folder.resolveSibling(folder.getFileName() + "-parent");
        Path file = place.resolve("checkpoint.safetensors");
        if (!Files.exists(file)) {
            new StoredCheckpoints(store).restore(lineage.get().run(), place);
        }
        return Optional.of(file).filter(Files::exists);
    }

    private ModelRun fitting(Recipe recipe, DataSet data, Optional<Champion> champion, Begun begun)
            throws IOException, RunFailure {
        LOG.info("run {}, attempt {}: {}", run.id(), hold.attempt(), begun.description());
        try {
            boolean warm = begun.parent().isPresent() && !ModelRun.begun(folder);
            Beginning beginning =
                    warm && outcome(recipe, data, champion.orElseThrow()) instanceof WarmStart.Outcome.Possible possible
                            ? possible.warmStart()
                            : Beginning.BY_CHANCE;
            return ModelRun.of(recipe, data, folder, beginning);
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
                settings.evaluation().images(),
                done -> hold.check());
        LabelMatch match = LabelMatch.of(
                set.readings(), set.labels(), data.training().classes().names());
        float[][] real = classifier.read(data.test(), 0, data.test().count()).probabilities();
        return Json.mapper()
                .createObjectNode()
                .put("labelMatch", match.total())
                .put(
                        "inceptionScore",
                        InceptionScore.of(set.readings().probabilities()).mean())
                .put("inceptionScoreReal", InceptionScore.of(real).mean())
                .put("images", match.images())
                .put("classifier", classifier.digest());
    }
}
