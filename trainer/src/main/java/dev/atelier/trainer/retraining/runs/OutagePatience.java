package dev.atelier.trainer.retraining.runs;

import dev.atelier.contract.objects.StoreUnavailableException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again for as long as store or broker are away and the attempt may go on: a training of days does not end because a
 * store is restarted.
 */
record OutagePatience(Hold hold) {
    private static final Logger LOG = LoggerFactory.getLogger(OutagePatience.class);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    /**
     * @param call that may be repeated
     * @throws AttemptStopped where the attempt must not go on, and the call didn't succeed
     */
    <T> T get(Supplier<T> call) {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                return call.get();
            } catch (StoreUnavailableException | KafkaException e) {
                hold.check();
                LOG.warn("run {} waits: {}", hold.run(), e.getMessage());
                LockSupport.parkNanos(pause * 1_000_000);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            }
        }
    }
}
