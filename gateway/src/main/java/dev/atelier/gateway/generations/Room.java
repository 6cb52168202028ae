package dev.atelier.gateway.generations;

import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.gateway.configuration.GatewayConfig;
import dev.atelier.gateway.jobs.JobView;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.quotas.Quotas;
import dev.atelier.gateway.quotas.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Whether a request may come in: the queue has room for it, and so has the tenant's share of it. */
@ApplicationScoped
class Room {
    private static final Duration WHERE_UNKNOWN = Duration.ofSeconds(10);

    private final JobView jobs;
    private final Quotas quotas;
    private final int queueLimit;

    Room(JobView jobs, Quotas quotas, GatewayConfig config) {
        this.jobs = jobs;
        this.quotas = quotas;
        this.queueLimit = config.queueLimit();
    }

    /** @throws ProblemException where there is no room */
    void take(GenerationRequest request) {
        long tooMany = jobs.openImages() + request.count() - queueLimit;
        if (tooMany > 0) {
            throw Problem.temporary(
                            ProblemType.QUEUE_FULL,
                            jobs.openImages() + " pictures wait already; at most " + queueLimit + " may.",
                            seconds(jobs.timeFor(tooMany).orElse(WHERE_UNKNOWN)))
                    .asException();
        }
        quotas.take(request.tenant(), request.id(), request.count()).ifPresent(refusal -> {
            throw problem(refusal, request);
        });
    }

    /** For a request that was not written after all. */
    void giveBack(GenerationRequest request) {
        quotas.giveBack(request.tenant(), request.id());
    }

    private static ProblemException problem(Refusal refusal, GenerationRequest request) {
        if (refusal instanceof Refusal.TooFast fast) {
            return Problem.temporary(
                            ProblemType.RATE_QUOTA,
                            "Tenant '" + request.tenant() + "' may ask for " + fast.perSecond()
                                    + " pictures a second on average, and has asked for more lately.",
                            seconds(fast.retryAfter()))
                    .asException();
        } else if (refusal instanceof Refusal.TooMany many) {
            return Problem.temporary(
                            ProblemType.WAITING_QUOTA,
                            many.waiting() + " pictures of tenant '" + request.tenant() + "' wait already; at most "
                                    + many.limit() + " may.",
                            seconds(many.retryAfter()))
                    .asException();
        }
        int limit = ((Refusal.TooLarge) refusal).limit();
        String message = "Of tenant '" + request.tenant() + "' at most " + limit + " pictures may wait, so that "
                + request.count() + " at once never can; ask for fewer.";
        return Problem.of(
                        ProblemType.INVALID_REQUEST,
                        List.of(new FieldError("/count", Integer.toString(request.count()), message, List.of())))
                .asException();
    }

    /** Whole seconds, rounded up: who comes earlier is refused again. */
    private static int seconds(Duration wait) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (wait.toMillis() + 999) / 1000));
    }
}
