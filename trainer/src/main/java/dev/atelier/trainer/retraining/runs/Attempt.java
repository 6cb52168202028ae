package dev.atelier.trainer.retraining.runs;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.TrainingEvent.Evaluated;
import dev.atelier.contract.messages.TrainingEvent.Failed;
import dev.atelier.contract.messages.TrainingEvent.Promoted;
import dev.atelier.contract.messages.TrainingEvent.Rejected;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.contract.trainings.TrainingRun.State;
import dev.atelier.generator.numerics.Backend;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.evaluation.Classifier;
import dev.atelier.trainer.recipes.Recipe;
import dev.atelier.trainer.recipes.RecipeFile;
import dev.atelier.trainer.retraining.ModelSettings;
import dev.atelier.trainer.retraining.gate.Evaluation;
import dev.atelier.trainer.retraining.gate.Evaluation.Champion;
import dev.atelier.trainer.retraining.gate.Gate;
import dev.atelier.trainer.retraining.gate.Promotion;
import dev.atelier.trainer.retraining.gate.StoredClassifiers;
import dev.atelier.trainer.retraining.updates.UpdateCheck.Problem;
import dev.atelier.trainer.training.ModelRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at a run: train, publish, evaluate, promote. Each step first looks for what an earlier attempt did, in the log
 * or in the store, and goes on from there; so wherever a trainer dies, the next one ends the run in the same way.
 */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final Workshop workshop;
    private final TrainingRun run;
    private final Hold hold;
    private final ModelSettings settings;
    private final OutagePatience patience;
    private final ObjectStore store;
    private final ModelStore models;
    private final Challenger challenger;
    private final Champions champions;
    private final LocalFolders folders;

    Attempt(Workshop workshop, TrainingRun run, Hold hold) {
        this.workshop = workshop;
        this.run = run;
        this.hold = hold;
        settings = workshop.settings().models().apply(run.model());
        patience = new OutagePatience(hold);
        store = new PatientStore(workshop.store(), patience);
        models = new ModelStore(store);
        challenger = new Challenger(run, models, workshop.models(), patience);
        champions = new Champions(models, workshop.models(), patience);
        folders = new LocalFolders(workshop.folder(), run.id(), hold.attempt());
    }

    /** @throws AttemptStopped where the hold said so */
    void carryOut() {
        try {
            hold.check();
            Evaluated evaluated = run.evaluated().isPresent() ? run.evaluated().get() : evaluated();
            if (evaluated.verdict().passed() && run.approvedBy().isEmpty() && counts()) {
                challenger.passed(evaluated.version());
            }
            // Else it waits for a person, or was cancelled just as it was judged.
            if (now().state() == State.RUNNING) {
                conclude(evaluated);
            }
        } catch (RunFailure e) {
            failed(e.problem());
        } catch (AttemptStopped e) {
            throw e;
        } catch (IOException | RuntimeException | Backend.UnavailableException e) {
            LOG.error("run {}, attempt {} failed", run.id(), hold.attempt(), e);
            failed(new Problem("internal-error", e.toString()));
        } finally {
            folders.clear();
        }
    }

    /** Whether the verdict is of the attempt that counts, and nobody wants the run to end without it. */
    private boolean counts() {
        TrainingRun now = now();
        return now.attempt() == hold.attempt()
                && now.cancelBy().isEmpty()
                && !now.state().isEnd();
    }

    private TrainingRun now() {
        return workshop.log().runs().run(run.id()).orElseThrow();
    }

    private void failed(Problem problem) {
        workshop.log()
                .write(new Failed(
                        TrainingEvent.VERSION, run.id(), Hold.now(), hold.attempt(), problem.code(), problem.reason()));
    }

    private Evaluated evaluated() throws IOException, RunFailure, Backend.UnavailableException {
        // Between the request and now the data may have been removed.
        Optional<Problem> problem = patience.get(() -> workshop.check().problem(run.update(), run.model()));
        if (problem.isPresent()) {
            throw new RunFailure(problem.get());
        }
        Backend.load();
        Material material = Material.fetch(run.update(), store, folders.dataSets());
        folders.clearOthers(material.data().digest());
        Teaching teaching = new Teaching(workshop, store, run, hold, settings, folders.training());
        Optional<Artefact> published = challenger.published(folders.models());
        Optional<Champion> champion = champions.of(run.model(), folders.models());
        boolean resumed = published.isEmpty() && teaching.resumed();
        Recipe recipe = published.isPresent()
                ? ModelRun.recipeOf(published.get().manifest().recipe())
                : resumed ? teaching.begunRecipe() : recipe(champion);
        DataSet data = material.inSizeOf(recipe);
        try (Classifier classifier = classifier(data)) {
            Artefact made;
            if (published.isPresent()) {
                made = published.get();
            } else {
                Recipe planned = resumed ? recipe : teaching.planned(recipe, data);
                made = teaching.train(planned, data, champion, classifier, challenger.version(hold.attempt()));
                hold.confirm();
                challenger.publish(made);
            }
            return evaluated(made, data, classifier);
        }
    }

    /** The champion's, so that what is learned anew is what is in production; else the configured one. */
    private Recipe recipe(Optional<Champion> champion) throws IOException, RunFailure {
        if (champion.isPresent()) {
            try {
                return ModelRun.recipeOf(champion.get().artefact().manifest().recipe());
            } catch (IOException e) {
                LOG.warn("run {}: the champion's recipe can't be read: {}", run.id(), e.getMessage());
            }
        }
        if (settings.recipe().isEmpty()) {
            throw new RunFailure(
                    "no-recipe",
                    "the champion of " + run.model() + " does not say how it was trained, and the configuration has no"
                            + " atelier.trainer.models.\"" + run.model() + "\".recipe");
        }
        try {
            return RecipeFile.find(settings.kind(), settings.recipe().get()).parse();
        } catch (IOException | IllegalArgumentException e) {
            throw new RunFailure("no-recipe", e.getMessage());
        }
    }

    private Classifier classifier(DataSet data) throws IOException {
        ProgressReports reports = new ProgressReports(
                workshop.log(),
                store,
                hold,
                "classifier",
                folders.classifier(),
                workshop.settings().reportEvery(),
                workshop.metrics());
        Optional<Classifier> classifier = new StoredClassifiers(store)
                .of(data, settings.evaluation().classifierEpochs(), folders.classifier(), reports, hold::isStopping);
        if (classifier.isEmpty()) {
            hold.check();
        }
        return classifier.orElseThrow();
    }

    private Evaluated evaluated(Artefact made, DataSet data, Classifier classifier) throws IOException {
        hold.tell("evaluation");
        // Whoever is champion now, which may be another one than when the training began.
        Optional<Champion> champion = champions.of(run.model(), folders.models());
        String key = ObjectKeys.runFile(run.id(), hold.attempt(), "evaluation.json");
        Evaluation.Outcome outcome = new Evaluation(
                        data,
                        classifier,
                        settings.evaluation().images(),
                        settings.evaluation().seed())
                .of(made, champion, new Gate(settings.rules()), key, hold::check);
        byte[] json = Json.pretty(outcome.json()).getBytes(StandardCharsets.UTF_8);
        String version = made.manifest().version();
        store.put(key, json, "application/json", Map.of());
        store.put(
                // Of the attempt: one that no longer counts may have published the version that this one measures.
                ObjectKeys.modelPart(run.model(), version, "scores/" + run.id() + "-" + hold.attempt() + ".json"),
                json,
                "application/json",
                Map.of());
        Evaluated evaluated = new Evaluated(
                TrainingEvent.VERSION,
                run.id(),
                Hold.now(),
                hold.attempt(),
                version,
                outcome.verdict(),
                settings.approval());
        workshop.log().write(evaluated);
        return evaluated;
    }

    private void conclude(Evaluated evaluated) {
        if (!evaluated.verdict().passed()) {
            rejected(evaluated, evaluated.verdict().reason());
            return;
        }
        hold.confirm();
        Promotion promotion = new Promotion(workshop.models());
        Promotion.Result result =
                patience.get(() -> promotion.promote(run.id(), run.model(), evaluated.version(), evaluated.verdict()));
        if (result.promoted()) {
            workshop.log()
                    .write(new Promoted(
                            TrainingEvent.VERSION, run.id(), Hold.now(), hold.attempt(), evaluated.version()));
        } else {
            rejected(evaluated, result.reason());
        }
    }

    private void rejected(Evaluated evaluated, String reason) {
        workshop.log()
                .write(new Rejected(
                        TrainingEvent.VERSION, run.id(), Hold.now(), hold.attempt(), evaluated.version(), reason));
    }
}
