package dev.atelier.gateway.problems;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts the problems that were answered, by type. */
@ApplicationScoped
public class ProblemCounter {
    private final MeterRegistry registry;

    ProblemCounter(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(Problem problem) {
        registry.counter("atelier.problems", "type", problem.kind().slug()).increment();
    }
}
