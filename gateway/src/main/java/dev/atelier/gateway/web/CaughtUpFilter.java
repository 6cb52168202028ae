package dev.atelier.gateway.web;

import dev.atelier.gateway.log.BrokerWatch;
import dev.atelier.gateway.log.Following;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * While the log is still being read nothing that depends on it is answered: a job that exists would be a 404. And while
 * the broker is away a write is refused at once instead of after the producer's timeout.
 */
@Singleton
class CaughtUpFilter {
    private static final int RETRY_SECONDS = 2;

    private final Following following;
    private final BrokerWatch broker;

    CaughtUpFilter(Following following, BrokerWatch broker) {
        this.following = following;
        this.broker = broker;
    }

    @ServerRequestFilter(nonBlocking = true)
    void check(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("/v1/")) {
            return;
        }
        boolean writes =
                !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
        if (!following.caughtUp()) {
            throw Problem.temporary(
                            ProblemType.STARTING,
                            "This gateway is still reading the log (" + following.progress() + ").",
                            RETRY_SECONDS)
                    .asException();
        }
        if (writes && !broker.reachable()) {
            throw Problem.temporary(ProblemType.LOG_UNAVAILABLE, "The broker does not answer.", RETRY_SECONDS)
                    .asException();
        }
    }
}
