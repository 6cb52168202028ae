package dev.atelier.gateway.datasets;

import dev.atelier.contract.artefact.Lineage;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.models.Model;
import dev.atelier.gateway.log.Arrival;
import dev.atelier.gateway.log.LogWriter;
import dev.atelier.gateway.models.Models;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.IdempotencyKey;
import dev.atelier.gateway.requests.Tenant;
import dev.atelier.gateway.runs.RunView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Records updates of data sets. Whether the data set is whole is for a trainer to find out: it may lie in the store only
 * later, and what is wrong with it belongs into the history of the run.
 */
@ApplicationScoped
class Updates {
    private final Models models;
    private final RunView runs;
    private final LogWriter log;
    private final MessageCodec codec;
    private final Clock clock;

    Updates(Models models, RunView runs, LogWriter log, MessageCodec codec, Clock clock) {
        this.models = models;
        this.runs = runs;
        this.log = log;
        this.codec = codec;
        this.clock = clock;
    }

    /**
     * @return the first update of this key that the log has; fails with a problem, or with {@link
     *     dev.atelier.gateway.log.LogUnavailableException}
     */
    CompletionStage<DataSetUpdate> record(Wish wish, Optional<IdempotencyKey> key) {
        // Of one data set all updates lie in one partition, so that the first of a key is the same for everyone.
        String id = key.map(given ->
                        JobIds.derive(Tenant.DEFAULT.name(), "update\0" + wish.dataSet() + "\0" + given.value()))
                .orElseGet(JobIds::random);
        Optional<DataSetUpdate> known = runs.update(id);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(requireSame(known.get(), wish));
        }
        var update = new DataSetUpdate(
                DataSetUpdate.VERSION,
                id,
                wish.dataSet(),
                wish.version(),
                wish.location(),
                wish.manifestSha256(),
                concerned(wish),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                wish.by());
        CompletableFuture<DataSetUpdate> read = Arrival.of(
                "update " + id, watcher -> runs.watchUpdate(id, watcher), () -> runs.update(id), first -> true);
        return Arrival.once(log.write(codec.write(update)), read).thenApply(first -> requireSame(first, wish));
    }

    private static DataSetUpdate requireSame(DataSetUpdate first, Wish wish) {
        if (!wish.isThatOf(first)) {
            throw Problem.of(
                            ProblemType.IDEMPOTENCY_KEY_REUSED,
                            "This Idempotency-Key already stands for another update of '" + first.dataSet()
                                    + "', to version " + first.version() + "; use a new key for a new update.")
                    .asException();
        }
        return first;
    }

    private List<String> concerned(Wish wish) {
        requireKnown(wish.models().orElse(List.of()));
        List<String> named = wish.named();
        return named.isEmpty() ? trainedOn(wish.dataSet()) : named;
    }

    /**
     * A name that was mistyped should not become a run that fails later; so a model that has no version yet has to be called
     * new. Whether there is a recipe for it only the trainers know, in whose configuration it is.
     */
    private void requireKnown(List<String> names) {
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < names.size(); i++) {
            try {
                models.model(names.get(i));
            } catch (ProblemException e) {
                FieldError error = e.problem().errors().get(0);
                String message = error.message() + " A model that has no version yet is named in 'newModels'"
                        + " (--new-models), and needs a recipe in the trainers' configuration.";
                errors.add(new FieldError("/models/" + i, error.value(), message, error.closest()));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.of(ProblemType.UNKNOWN_MODEL, errors).asException();
        }
    }

    private List<String> trainedOn(String dataSet) {
        List<String> names = models.all().stream()
                .filter(model -> model.champion()
                        .flatMap(Manifest::lineage)
                        .map(Lineage::dataSet)
                        .filter(dataSet::equals)
                        .isPresent())
                .map(Model::name)
                .toList();
        if (names.isEmpty()) {
            List<String> all = models.all().stream().map(Model::name).toList();
            String message = "No champion says that it was trained on data set '" + dataSet
                    + "'; name the models that are to learn from it in 'models'"
                    + (all.isEmpty() ? " (none is published yet)" : " (" + String.join(", ", all) + ")")
                    + ", and those that have no version yet in 'newModels'.";
            throw Problem.of(ProblemType.INVALID_REQUEST, List.of(new FieldError("/models", "", message, all)))
                    .asException();
        }
        return names;
    }
}
