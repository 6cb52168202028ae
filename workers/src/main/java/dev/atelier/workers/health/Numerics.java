package dev.atelier.workers.health;

import dev.atelier.generator.numerics.Backend;
import dev.atelier.generator.numerics.SelfCheck;
import dev.atelier.workers.metrics.WorkerMetrics;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * How the numerics of this process are.
 *
 * @param fastPath whether the fast convolutions are in use
 * @param detail a sentence for people
 */
public record Numerics(boolean fastPath, String detail) {
    private static final Logger LOG = Logger.getLogger(Numerics.class);

    /**
     * Checks them, on the calling thread, and says loudly where they are slow. Costs a second or two once.
     *
     * @return nothing where there is nothing to compute on, which the log then tells
     */
    public static Optional<Numerics> check(WorkerMetrics metrics) {
        try {
            Backend.load();
        } catch (Backend.UnavailableException e) {
            LOG.fatal(e.getMessage());
            return Optional.empty();
        }
        LOG.infof(
                "off-heap memory %s (physical %s), OMP_NUM_THREADS %s",
                System.getProperty("org.bytedeco.javacpp.maxbytes", "unbounded"),
                System.getProperty("org.bytedeco.javacpp.maxphysicalbytes", "unbounded"),
                System.getenv().getOrDefault("OMP_NUM_THREADS", "not set"));
        SelfCheck found = SelfCheck.run();
        Numerics numerics = new Numerics(found.active(), found.reason());
        metrics.numericsFastPath(numerics.fastPath());
        if (numerics.fastPath()) {
            LOG.infof("numerics: %s", numerics.detail());
        } else {
            LOG.errorf("the fast convolutions are NOT in use, generating is many times slower: %s", numerics.detail());
        }
        return Optional.of(numerics);
    }
}
