package dev.atelier.trainer.retention;

import dev.atelier.contract.objects.StoreRefusedException;
import dev.atelier.contract.objects.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sweeps now and then, on a thread of its own: one kind of thing after the other, of which none holds up the next. What fails
 * for a broker or store that is away is done the next time.
 */
public final class Retention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final List<Sweep> sweeps;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread sweeping = new Thread(task, "retention");
        sweeping.setDaemon(true);
        return sweeping;
    });

    /** Removes one kind of thing, as far as nothing needs it any more. */
    public interface Sweep {
        /** @return what it removed, for people; empty where that was nothing */
        Optional<String> sweep();
    }

    private Retention(List<Sweep> sweeps) {
        this.sweeps = List.copyOf(sweeps);
    }

    /**
     * Begins after the first pause.
     *
     * @param every pause between two sweeps
     */
    public static Retention start(List<Sweep> sweeps, Duration every) {
        Retention retention = new Retention(sweeps);
        retention.thread.scheduleWithFixedDelay(
                () -> retention.sweeps.forEach(Retention::once),
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
        return retention;
    }

    private static void once(Sweep sweep) {
        try {
            sweep.sweep().ifPresent(removed -> LOG.info("retention: {}", removed));
        } catch (KafkaException | StoreUnavailableException | StoreRefusedException e) {
            LOG.warn("retention waits for its next turn: {}", e.getMessage());
        } catch (RuntimeException | Error e) {
            // The schedule would end with it, silently.
            LOG.error("retention failed and is tried again", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
