package dev.atelier.trainer.retraining;

import dev.atelier.contract.models.Model;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.trainings.TrainingRuns;
import dev.atelier.trainer.registry.ModelLog;
import dev.atelier.trainer.retraining.log.TrainingLog;
import dev.atelier.trainer.retraining.runs.RunLoop;
import dev.atelier.trainer.retraining.runs.RunMetrics;
import dev.atelier.trainer.retraining.runs.WorkFolder;
import dev.atelier.trainer.retraining.runs.Workshop;
import dev.atelier.trainer.retraining.updates.UpdateCheck;
import dev.atelier.trainer.retraining.updates.UpdateIntake;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All of it: takes updates in, and carries out runs one after the other, until it is closed. */
public final class Retraining implements AutoCloseable {
    private final TrainingLog log;
    private final UpdateIntake intake;
    private final RunLoop loop;
    private final WorkFolder folder;

    private Retraining(TrainingLog log, UpdateIntake intake, RunLoop loop, WorkFolder folder) {
        this.log = log;
        this.folder = folder;
        this.intake = intake;
        this.loop = loop;
    }

    /**
     * @param store which stays open when this is closed
     * @param broken is told where a thread ends by what nobody thought of: this then hears nothing, or does nothing, for ever
     */
    public static Retraining start(
            RetrainingSettings settings, ObjectStore store, MeterRegistry registry, UncaughtExceptionHandler broken) {
        WorkFolder folder = folder(settings.work());
        ModelLog models = new ModelLog(settings.bootstrapServers());
        UpdateCheck check = new UpdateCheck(
                store,
                () -> withChampion(models),
                model -> settings.models().apply(model).recipe().isPresent());
        TrainingLog log = new TrainingLog(settings.bootstrapServers(), broken);
        RunLoop loop = new Workshop(settings, folder, store, models, log, check, new RunMetrics(registry)).loop(broken);
        loop.start();
        UpdateIntake intake = new UpdateIntake(settings.bootstrapServers(), settings.group(), log, check, broken);
        return new Retraining(log, intake, loop, folder);
    }

    private static WorkFolder folder(Path place) {
        try {
            return WorkFolder.open(place);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the trainer cannot work in " + place + " (atelier.trainer.retraining.work): it has to be a folder"
                            + " that can be made and written to",
                    e);
        }
    }

    private static Set<String> withChampion(ModelLog models) {
        return models.catalogue().models().stream()
                .filter(model -> model.champion().isPresent())
                .map(Model::name)
                .collect(Collectors.toSet());
    }

    /** The runs; empty until all is read that was there at the start. */
    public Optional<TrainingRuns> runs() {
        return Optional.of(log.runs()).filter(runs -> log.isCaughtUp());
    }

    /** Saves and gives back what is under way, within 15 s. */
    @Override
    public void close() {
        intake.close();
        loop.close();
        log.close();
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
