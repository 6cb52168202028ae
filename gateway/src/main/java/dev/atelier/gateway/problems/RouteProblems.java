package dev.atelier.gateway.problems;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Problems for what no resource ever sees: unknown paths, malformed requests, faults below the resources. */
@ApplicationScoped
public class RouteProblems {
    private final ProblemCounter counter;

    RouteProblems(ProblemCounter counter) {
        this.counter = counter;
    }

    void install(@Observes Router router) {
        for (int status : new int[] {400, 404, 405, 406, 413, 414, 415, 431, 500}) {
            router.errorHandler(status, context -> answer(context, FrameworkProblems.of(status, null)));
        }
    }

    /** Answers with a problem, unless an answer has begun. */
    public void answer(RoutingContext context, Problem problem) {
        if (context.response().headWritten() || context.response().ended()) {
            return;
        }
        counter.count(problem);
        context.response().setStatusCode(problem.status());
        problem.headers().forEach(context.response()::putHeader);
        context.response().putHeader("Content-Type", Problem.MEDIA_TYPE);
        context.response().end(Buffer.buffer(problem.json()));
    }
}
