package dev.atelier.gateway.generations;

import dev.atelier.contract.messages.GenerationRequest;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;

/** Counts accepted requests by model and version; the meters are looked up once, since that costs more than counting. */
@ApplicationScoped
class AcceptedCount {
    private final MeterRegistry meters;
    private final ConcurrentHashMap<Version, Counter> counters = new ConcurrentHashMap<>();

    private record Version(String model, String version) {}

    AcceptedCount(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(GenerationRequest request) {
        counters.computeIfAbsent(new Version(request.model(), request.version()), this::counter)
                .increment();
    }

    private Counter counter(Version of) {
        return meters.counter("atelier.requests.accepted", "model", of.model(), "version", of.version());
    }
}
