package dev.atelier.gateway.problems;

import dev.atelier.contract.objects.StoreFullException;
import dev.atelier.contract.objects.StoreRefusedException;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.gateway.index.IndexFailedException;
import dev.atelier.gateway.log.LogUnavailableException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what the resources and the framework throw into problems. */
@Singleton
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int STORE_RETRY_SECONDS = 5;
    private static final int LOG_RETRY_SECONDS = 2;

    private final ProblemCounter counter;
    private final AllowedMethods methods;

    ProblemMappers(ProblemCounter counter, AllowedMethods methods) {
        this.counter = counter;
        this.methods = methods;
    }

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return answer(e.problem());
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException e, UriInfo uri) {
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        Response.ResponseBuilder response = builder(FrameworkProblems.of(status, e.getMessage()));
        if (status == Response.Status.METHOD_NOT_ALLOWED.getStatusCode()) {
            response.header(HttpHeaders.ALLOW, String.join(", ", methods.of(uri.getPath())));
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response logAway(LogUnavailableException e) {
        LOG.warnf("%s", e.getMessage());
        return answer(Problem.temporary(
                ProblemType.LOG_UNAVAILABLE, "The broker does not answer in time.", LOG_RETRY_SECONDS));
    }

    @ServerExceptionMapper
    Response storeAway(StoreUnavailableException e) {
        LOG.warnf("%s", e.getMessage());
        return answer(Problem.temporary(
                ProblemType.STORE_UNAVAILABLE, "The object store does not answer.", STORE_RETRY_SECONDS));
    }

    @ServerExceptionMapper
    Response storeFull(StoreFullException e) {
        LOG.errorf("%s", e.getMessage());
        return answer(Problem.of(ProblemType.STORE_FULL, "The object store has no room for this."));
    }

    @ServerExceptionMapper
    Response storeRefuses(StoreRefusedException e) {
        LOG.errorf("%s", e.getMessage());
        return answer(Problem.temporary(
                ProblemType.STORE_UNAVAILABLE,
                "The object store refuses this service; its settings need a look.",
                STORE_RETRY_SECONDS));
    }

    @ServerExceptionMapper
    Response indexAway(IndexFailedException e) {
        LOG.warnf("%s", e.getMessage());
        return answer(Problem.temporary(
                ProblemType.INDEX_STARTING, "The index of products is being opened again.", LOG_RETRY_SECONDS));
    }

    @ServerExceptionMapper
    Response unwrapped(CompletionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof ProblemException problem) {
            return problem(problem);
        } else if (cause instanceof LogUnavailableException away) {
            return logAway(away);
        } else if (cause instanceof StoreUnavailableException away) {
            return storeAway(away);
        } else if (cause instanceof StoreFullException full) {
            return storeFull(full);
        } else if (cause instanceof StoreRefusedException refusal) {
            return storeRefuses(refusal);
        }
        return unexpected(cause == null ? e : cause);
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(e, "Unexpected fault %s", id);
        return answer(
                Problem.of(ProblemType.INTERNAL_ERROR, "An unexpected fault; the log has it under the id " + id + "."));
    }

    private Response answer(Problem problem) {
        return builder(problem).build();
    }

    private Response.ResponseBuilder builder(Problem problem) {
        counter.count(problem);
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem.json());
        problem.headers().forEach(response::header);
        return response;
    }
}
