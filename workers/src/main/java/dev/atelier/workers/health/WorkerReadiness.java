package dev.atelier.workers.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready is a worker that is connected to the broker, takes requests and is warm. A store that is away does not make it
 * unready, since the requests wait: it is shown as degraded.
 */
@Readiness
@ApplicationScoped
public class WorkerReadiness implements HealthCheck {
    private final WorkerState state;
    private final BrokerConnection broker;

    public WorkerReadiness(WorkerState state, BrokerConnection broker) {
        this.state = state;
        this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
        boolean connected = broker.isUp();
        return HealthCheckResponse.named("worker")
                .withData("broker", connected ? "connected" : "away")
                .withData("requests", state.isIntakeRunning() ? "running" : "not running")
                .withData("generator", state.isWarm() ? "warm" : "warming up")
                .withData("numerics", state.numerics().map(Numerics::detail).orElse("not checked yet"))
                .withData("store", state.isStoreAvailable() ? "available" : "degraded: requests wait for the store")
                .status(connected && state.isIntakeRunning() && state.isWarm())
                .build();
    }
}
