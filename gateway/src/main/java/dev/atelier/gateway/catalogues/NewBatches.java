package dev.atelier.gateway.catalogues;

import dev.atelier.gateway.log.Following;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A batch that another gateway accepted a moment ago may not have been read from the log yet. Who asks for one that is not
 * known waits until all has been read that was in the log when the question came: so any gateway answers for any batch.
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
        return following.upToNowIf(batches.mayBeNew(id));
    }
}
