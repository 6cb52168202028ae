package dev.atelier.gateway.generations;

import dev.atelier.gateway.log.Following;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A job that was accepted a moment ago, here or by another gateway, may not have been read from the log yet. Who asks
 * for an id that is not known waits until all has been read that was in the log when the question came: only then there
 * is no such job. So any gateway answers for any job.
 */
@Singleton
public class NewJobs {
    private final Jobs jobs;
    private final Following following;

    NewJobs(Jobs jobs, Following following) {
        this.jobs = jobs;
        this.following = following;
    }

    @OfJob
    @ServerRequestFilter(nonBlocking = true)
    Uni<Void> awaitJob(ContainerRequestContext request) {
        String id = request.getUriInfo().getPathParameters().getFirst("id");
        return await(id);
    }

    /** Completes once a job of this id can be found, if there is one. */
    public Uni<Void> await(String id) {
        return following.upToNowIf(jobs.mayBeNew(id));
    }
}
