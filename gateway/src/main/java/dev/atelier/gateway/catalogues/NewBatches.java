package dev.atelier.gateway.catalogues;

import dev.atelier.gateway.log.Following;
import dev.atelier.gateway.web.LastEventId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A batch that another gateway accepted a moment ago may not have been read from the log yet, nor what another told a client
 * of one. Who asks for what is not known here waits until all has been read that was in the log when the question came: so any
 * gateway answers for any batch, and who comes back to another one hears nothing twice.
 */
@Singleton
class NewBatches {
    private final KnownBatches batches;
    private final Following following;

    NewBatches(KnownBatches batches, Following following) {
        this.batches = batches;
        this.following = following;
    }

    @OfBatch
    @ServerRequestFilter(nonBlocking = true)
    Uni<Void> awaitBatch(ContainerRequestContext request) {
        String id = request.getUriInfo().getPathParameters().getFirst("id");
        Optional<String> last = Optional.ofNullable(request.getHeaderString(LastEventId.HEADER));
        return following.upToNowIf(batches.mayBeNew(id) || batches.isBehind(id, last));
    }
}
