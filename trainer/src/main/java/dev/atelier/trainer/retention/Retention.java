package dev.atelier.trainer.retention;

import dev.atelier.contract.objects.StoreRefusedException;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.contract.trainings.TrainingRuns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps now and then, on a thread of its own. What fails for a broker or store that is away is done the next time. */
public final class Retention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final VersionRetention versions;
    private final CheckpointRetention checkpoints;
    private final Supplier<TrainingRuns> runs;
    private final String by;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread sweeping = new Thread(task, "retention");
        sweeping.setDaemon(true);
        return sweeping;
    });

    private Retention(
            VersionRetention versions, CheckpointRetention checkpoints, Supplier<TrainingRuns> runs, String by) {
        this.versions = versions;
        this.checkpoints = checkpoints;
        this.runs = runs;
        this.by = by;
    }

    /**
     * Begins after the first pause.
     *
     * @param runs gives the runs that are known
     * @param by name of this trainer
     * @param every pause between two sweeps
     */
    public static Retention start(
            VersionRetention versions,
            CheckpointRetention checkpoints,
            Supplier<TrainingRuns> runs,
            String by,
            Duration every) {
        Retention retention = new Retention(versions, checkpoints, runs, by);
        retention.thread.scheduleWithFixedDelay(
                retention::sweep, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return retention;
    }

    private void sweep() {
        try {
            List<String> retired = versions.sweep(by);
            int removed = checkpoints.sweep(runs.get());
            if (!retired.isEmpty() || removed > 0) {
                LOG.info("retired {}; removed {} objects of checkpoints", retired, removed);
            }
        } catch (KafkaException | StoreUnavailableException | StoreRefusedException e) {
            LOG.warn("retention waits for its next turn: {}", e.getMessage());
        } catch (RuntimeException e) {
            // The schedule would end with it, silently.
            LOG.error("retention failed and is tried again", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
