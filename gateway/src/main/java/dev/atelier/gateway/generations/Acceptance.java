package dev.atelier.gateway.generations;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.gateway.configuration.GatewayConfig;
import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.jobs.JobView;
import dev.atelier.gateway.log.LogWriter;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.IdempotencyKey;
import dev.atelier.gateway.requests.Tenant;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes a job of an order: checks it against the catalogue, writes the request, and answers once the first request of
 * that id has been read back. With an Idempotency-Key two requests may race, also through two gateways; the order of
 * the log decides, and the one whose body is another learns it here.
 */
@ApplicationScoped
class Acceptance {
    private static final int FULL_RETRY_SECONDS = 10;

    private final VersionChoice versions;
    private final JobView jobs;
    private final LogWriter log;
    private final MessageCodec codec;
    private final Arrivals arrivals;
    private final GatewayConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    /** Requests on their way into the log; a second one of the same id waits for the first instead of being written. */
    private final ConcurrentHashMap<String, CompletableFuture<Job>> underWay = new ConcurrentHashMap<>();

    Acceptance(
            VersionChoice versions,
            JobView jobs,
            LogWriter log,
            MessageCodec codec,
            Arrivals arrivals,
            GatewayConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.versions = versions;
        this.jobs = jobs;
        this.log = log;
        this.codec = codec;
        this.arrivals = arrivals;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @return the job; fails with a problem, or with {@link dev.atelier.gateway.log.LogUnavailableException}
     * @throws dev.atelier.gateway.problems.ProblemException where the order cannot be fulfilled
     */
    CompletionStage<Job> accept(Order order, Optional<IdempotencyKey> key) {
        String id =
                key.map(given -> JobIds.derive(Tenant.DEFAULT, given.value())).orElseGet(JobIds::random);
        String digest = order.digest();
        Optional<Job> known = jobs.job(id);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(sameRequest(known.get(), digest));
        }
        GenerationRequest request = request(id, order, digest);
        requireRoom(request.count());
        var mine = new CompletableFuture<Job>();
        CompletableFuture<Job> other = underWay.putIfAbsent(id, mine);
        if (other != null) {
            return other.thenApply(job -> sameRequest(job, digest));
        }
        mine.whenComplete((job, failure) -> underWay.remove(id));
        write(request, mine);
        return mine.thenApply(job -> sameRequest(job, digest));
    }

    private void requireRoom(int pictures) {
        if (jobs.openImages() + pictures > config.queueLimit()) {
            throw Problem.temporary(
                            ProblemType.QUEUE_FULL,
                            jobs.openImages() + " pictures wait already; at most " + config.queueLimit() + " may.",
                            FULL_RETRY_SECONDS)
                    .asException();
        }
    }

    private void write(GenerationRequest request, CompletableFuture<Job> mine) {
        CompletableFuture<Job> arrival = arrivals.of(request.id(), job -> true);
        arrival.whenComplete((job, failure) -> {
            if (failure == null) {
                meters.counter(
                                "atelier.requests.accepted",
                                "model",
                                request.model(),
                                "version",
                                job.request().version())
                        .increment();
                mine.complete(job);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        log.write(codec.write(request)).whenComplete((written, failure) -> {
            if (failure != null) {
                mine.completeExceptionally(failure);
                arrival.cancel(false);
            }
        });
    }

    private static Job sameRequest(Job job, String digest) {
        if (!job.request().bodyDigest().equals(digest)) {
            throw Problem.of(
                            ProblemType.IDEMPOTENCY_KEY_REUSED,
                            "This Idempotency-Key already stands for another request, job " + job.id()
                                    + "; use a new key for a new request.")
                    .asException();
        }
        return job;
    }

    private GenerationRequest request(String id, Order order, String digest) {
        VersionChoice.Choice choice = versions.of(id, order);
        Manifest version = choice.version();
        OrderCheck.Checked checked = choice.checked();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new GenerationRequest(
                GenerationRequest.versionFor(checked.experiment(), Optional.empty()),
                id,
                Tenant.DEFAULT,
                version.model(),
                version.version(),
                version.digest(),
                checked.attributes(),
                checked.count(),
                order.seed().orElse(JobIds.seedOf(id)),
                digest,
                now,
                now.plus(config.interactiveExpiry()),
                Optional.of(checked.experiment()),
                Optional.empty());
    }
}
