package dev.atelier.workers.health;

import dev.atelier.generator.numerics.SelfCheck;
import dev.atelier.workers.metrics.WorkerMetrics;
import org.jboss.logging.Logger;

/**
 * How the numerics of this process are.
 *
 * @param fastPath whether the fast convolutions are in use
 * @param detail a sentence for people
 */
public record Numerics(boolean fastPath, String detail) {
    private static final Logger LOG = Logger.getLogger(Numerics.class);

    /** Checks them, on the calling thread, and says loudly where they are slow. Costs a second or two once. */
    public static Numerics check(WorkerMetrics metrics) {
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
        return numerics;
    }
}
