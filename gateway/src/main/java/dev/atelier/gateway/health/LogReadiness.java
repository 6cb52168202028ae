package dev.atelier.gateway.health;

import dev.atelier.gateway.log.BrokerWatch;
import dev.atelier.gateway.log.Following;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready where the broker answers and the log has been read up to the end that it had at the start. */
@Readiness
class LogReadiness implements HealthCheck {
    private final Following following;
    private final BrokerWatch broker;

    LogReadiness(Following following, BrokerWatch broker) {
        this.following = following;
        this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("log")
                .status(broker.reachable() && following.caughtUp())
                .withData("broker", broker.reachable() ? "reachable" : "unreachable")
                .withData("reader", following.progress())
                .withData("lag", following.lag())
                .build();
    }
}
