package dev.atelier.gateway.health;

import dev.atelier.gateway.log.BrokerWatch;
import dev.atelier.gateway.log.LogReader;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready where the broker answers and the log has been read up to the end that it had at the start. */
@Readiness
class LogReadiness implements HealthCheck {
    private final LogReader reader;
    private final BrokerWatch broker;

    LogReadiness(LogReader reader, BrokerWatch broker) {
        this.reader = reader;
        this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("log")
                .status(broker.reachable() && reader.caughtUp())
                .withData("broker", broker.reachable() ? "reachable" : "unreachable")
                .withData("reader", reader.progress())
                .withData("lag", reader.lag())
                .build();
    }
}
