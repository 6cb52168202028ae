package dev.atelier.gateway.trainings;

import dev.atelier.gateway.log.Following;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A run that another gateway, or a trainer, recorded a moment ago may not have been read from the log yet. Who asks for one
 * that is not known waits until all has been read that was in the log when the question came: so any gateway answers for
 * any run.
 */
@Singleton
class NewRuns {
    private final Runs runs;
    private final Following following;

    NewRuns(Runs runs, Following following) {
        this.runs = runs;
        this.following = following;
    }

    @OfRun
    @ServerRequestFilter(nonBlocking = true)
    Uni<Void> awaitRun(ContainerRequestContext request) {
        String id = request.getUriInfo().getPathParameters().getFirst("run");
        return following.upToNowIf(runs.mayBeNew(id));
    }
}
