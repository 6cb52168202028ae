package dev.atelier.gateway.trainings;

import dev.atelier.gateway.log.Following;
import dev.atelier.gateway.web.LastEventId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A run that another gateway, or a trainer, recorded a moment ago may not have been read from the log yet, nor what another
 * gateway told a client of one. Who asks for what is not known here waits until all has been read that was in the log when the
 * question came: so any gateway answers for any run, and who comes back to another one hears nothing twice.
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
        Optional<String> last = Optional.ofNullable(request.getHeaderString(LastEventId.HEADER));
        return following.upToNowIf(runs.mayBeNew(id) || runs.isBehind(id, last));
    }
}
