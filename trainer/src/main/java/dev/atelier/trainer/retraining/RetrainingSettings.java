package dev.atelier.trainer.retraining;

import dev.atelier.trainer.retraining.runs.RunLoop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * What a trainer has to know to learn anew.
 *
 * @param bootstrapServers of the broker
 * @param group of all trainers, for the intake of updates
 * @param terms on which it takes runs
 * @param work local folder for data sets, models and trainings; all of it can be had again from the store
 * @param code build of this program, for the lineage of what it makes
 * @param reportEvery least time between two progress events
 * @param models the settings of each model, configured or not
 */
public record RetrainingSettings(
        String bootstrapServers,
        String group,
        RunLoop.Terms terms,
        Path work,
        String code,
        Duration reportEvery,
        Function<String, ModelSettings> models) {}
