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
import dev.atelier.gateway.webhooks.WebhookDoor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Makes a job of an order: checks it against the catalogue, writes the request, and answers once that is in the log.
 * With an Idempotency-Key two requests may race, also through two gateways; the order of the log decides, so the answer
 * waits until the first request of that id has been read back, and the one whose body is another learns it here. An id
 * without a key is nobody else's, and needs no such wait.
 */
@ApplicationScoped
class Acceptance {
    private final VersionChoice versions;
    private final JobView jobs;
    private final LogWriter log;
    private final MessageCodec codec;
    private final Arrivals arrivals;
    private final Room room;
    private final WebhookDoor webhooks;
    private final GatewayConfig config;
    private final AcceptedCount accepted;
    private final Clock clock;
    /** Requests on their way into the log; a second one of the same id waits for the first instead of being written. */
    private final ConcurrentHashMap<String, CompletableFuture<Job>> underWay = new ConcurrentHashMap<>();

    Acceptance(
            VersionChoice versions,
            JobView jobs,
            LogWriter log,
            MessageCodec codec,
            Arrivals arrivals,
            Room room,
            WebhookDoor webhooks,
            GatewayConfig config,
            AcceptedCount accepted,
            Clock clock) {
        this.versions = versions;
        this.jobs = jobs;
        this.log = log;
        this.codec = codec;
        this.arrivals = arrivals;
        this.room = room;
        this.webhooks = webhooks;
        this.config = config;
        this.accepted = accepted;
        this.clock = clock;
    }

    /**
     * @return the job; fails with a problem, or with {@link dev.atelier.gateway.log.LogUnavailableException}
     * @throws dev.atelier.gateway.problems.ProblemException where the order cannot be fulfilled, or there is no room
     */
    CompletionStage<Job> accept(Tenant tenant, Order order, Optional<IdempotencyKey> key) {
        String digest = order.digest();
        if (key.isEmpty()) {
            GenerationRequest request = request(tenant, JobIds.random(), order, digest);
            return write(request).thenApply(written -> jobs.written(request));
        }
        String id = JobIds.derive(tenant.name(), key.get().value());
        return once(id, () -> request(tenant, id, order, digest)).thenApply(job -> sameRequest(job, digest));
    }

    /** The job of an id, whoever made it first; makes it where nobody has yet. */
    private CompletionStage<Job> once(String id, Supplier<GenerationRequest> maker) {
        Optional<Job> known = jobs.job(id);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        GenerationRequest request = maker.get();
        var mine = new CompletableFuture<Job>();
        CompletableFuture<Job> other = underWay.putIfAbsent(id, mine);
        if (other != null) {
            return other;
        }
        mine.whenComplete((job, failure) -> underWay.remove(id));
        try {
            CompletableFuture<Job> arrival = arrivals.of(id, job -> true);
            write(request).whenComplete((written, failure) -> {
                if (failure != null) {
                    arrival.cancel(false);
                    mine.completeExceptionally(failure);
                }
            });
            arrival.whenComplete((job, failure) -> {
                if (failure == null) {
                    mine.complete(job);
                } else {
                    mine.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
        }
        return mine;
    }

    private CompletableFuture<Void> write(GenerationRequest request) {
        room.take(request);
        return log.write(codec.write(request)).whenComplete((written, failure) -> {
            if (failure == null) {
                accepted.count(request);
            } else {
                room.giveBack(request);
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

    private GenerationRequest request(Tenant tenant, String id, Order order, String digest) {
        order.webhook().ifPresent(webhook -> webhooks.require(tenant.name(), webhook));
        VersionChoice.Choice choice = versions.of(id, order);
        Manifest version = choice.version();
        OrderCheck.Checked checked = choice.checked();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new GenerationRequest(
                GenerationRequest.versionFor(checked.experiment(), order.webhook()),
                id,
                tenant.name(),
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
                order.webhook());
    }
}
