package dev.atelier.trainer.retraining.gate;

import dev.atelier.contract.messages.ModelChange;
import dev.atelier.contract.messages.ModelChange.AliasMoved;
import dev.atelier.contract.messages.Verdict;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.Model;
import dev.atelier.trainer.registry.ModelLog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Moves the champion to a challenger that passed. The move names the revision of the alias that the challenger was measured
 * against, so it is void where anyone moved it since; whether it counted is read back from the log, where all readers see
 * the same. Doing it again, in place of a trainer that died between the move and telling of it, finds the move made.
 */
public record Promotion(ModelLog log) {

    /**
     * What became of it.
     *
     * @param promoted whether the move counted
     * @param reason a sentence, where not
     */
    public record Result(boolean promoted, String reason) {}

    /**
     * Tries it.
     *
     * @param run that made the version
     */
    public Result promote(String run, String model, String version, Verdict verdict) {
        long revision = verdict.championRevision().orElse(0L);
        if (counted(model, version, revision)) {
            return new Result(true, "");
        }
        Optional<Alias> now = champion(model);
        if (now.map(Alias::revision).orElse(0L) == revision) {
            log.append(List.of(new AliasMoved(
                    ModelChange.VERSION,
                    model,
                    Instant.now().truncatedTo(ChronoUnit.MILLIS),
                    Alias.CHAMPION,
                    version,
                    revision,
                    "training run " + run,
                    verdict.reason())));
            if (counted(model, version, revision)) {
                return new Result(true, "");
            }
            now = champion(model);
        }
        return new Result(
                false,
                "the champion changed meanwhile: it was "
                        + verdict.champion().orElse("none")
                        + (revision == 0 ? "" : " (revision " + revision + ")")
                        + " when the challenger was measured, and is "
                        + now.map(alias -> alias.version() + " (revision " + alias.revision() + ") by " + alias.by())
                                .orElse("none")
                        + " now");
    }

    private boolean counted(String model, String version, long revision) {
        return log.hasCounted(change -> change instanceof AliasMoved move
                && move.model().equals(model)
                && move.alias().equals(Alias.CHAMPION)
                && move.version().equals(version)
                && move.replaces() == revision);
    }

    private Optional<Alias> champion(String model) {
        return log.catalogue().model(model).map(Model::aliases).map(aliases -> aliases.get(Alias.CHAMPION));
    }
}
