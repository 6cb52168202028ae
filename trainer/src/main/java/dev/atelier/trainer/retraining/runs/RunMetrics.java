package dev.atelier.trainer.retraining.runs;

import dev.atelier.contract.trainings.TrainingRun.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What a trainer counts of its runs. All names begin with {@code atelier_trainings_}. */
public final class RunMetrics {
    private final MeterRegistry registry;
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicLong step = new AtomicLong();

    public RunMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("atelier.trainings.held", held::get)
                .description("Runs that this trainer carries out now, 0 or 1")
                .register(registry);
        Gauge.builder("atelier.trainings.step", step::get)
                .description("Steps done of the training that is under way")
                .register(registry);
    }

    void taken() {
        held.set(1);
        registry.counter("atelier.trainings.attempts").increment();
    }

    /** @param state of the run when this trainer let it go */
    void left(State state) {
        held.set(0);
        step.set(0);
        registry.counter("atelier.trainings.left", "state", state.name().toLowerCase(java.util.Locale.ROOT))
                .increment();
    }

    void stepped(long steps) {
        step.set(steps);
    }
}
