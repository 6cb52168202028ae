package dev.atelier.gateway.catalogues;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.messages.CatalogueSource.Format;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.gateway.batches.BatchView;
import dev.atelier.gateway.log.Arrival;
import dev.atelier.gateway.log.LogWriter;
import dev.atelier.gateway.models.Models;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.IdempotencyKey;
import dev.atelier.gateway.requests.Tenant;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Makes a batch of a catalogue: its source is checked and brought into the store, the request is written, and the answer
 * comes once the first request of that id has been read back. Of two under one Idempotency-Key the first in the log is the
 * batch; the other learns it here, and what it has stored goes.
 */
@ApplicationScoped
class CatalogueAcceptance {
    private final Models models;
    private final BatchView batches;
    private final SourceIntake intake;
    private final CatalogueRoom room;
    private final LogWriter log;
    private final MessageCodec codec;
    private final MeterRegistry meters;
    private final Clock clock;

    CatalogueAcceptance(
            Models models,
            BatchView batches,
            SourceIntake intake,
            CatalogueRoom room,
            LogWriter log,
            MessageCodec codec,
            MeterRegistry meters,
            Clock clock) {
        this.models = models;
        this.batches = batches;
        this.intake = intake;
        this.room = room;
        this.log = log;
        this.codec = codec;
        this.meters = meters;
        this.clock = clock;
    }

    /** A batch, and what its source said. */
    record Accepted(Batch batch, CheckedSource checked) {}

    /**
     * Reads the body to its end.
     *
     * @return fails with a problem, or with {@link dev.atelier.gateway.log.LogUnavailableException}
     * @throws dev.atelier.gateway.problems.ProblemException where the catalogue is refused
     */
    CompletionStage<Accepted> file(
            Tenant tenant, CatalogueWish wish, Format format, InputStream body, Optional<IdempotencyKey> key) {
        String id = id(tenant, key);
        Manifest version = version(wish);
        long seed = seed(wish, id);
        requireRoom(tenant, id);
        return accept(tenant, id, wish, version, intake.upload(tenant, id, seed, wish, version, format, body));
    }

    /** @throws dev.atelier.gateway.problems.ProblemException where the catalogue is refused */
    CompletionStage<Accepted> order(Tenant tenant, CatalogueOrder order, Optional<IdempotencyKey> key) {
        CatalogueWish wish = order.wish();
        if (order instanceof CatalogueOrder.OfAxes axes) {
            return file(tenant, wish, Format.AXES, new ByteArrayInputStream(axes.axes()), key);
        }
        CatalogueOrder.OfObject object = (CatalogueOrder.OfObject) order;
        String id = id(tenant, key);
        Manifest version = version(wish);
        requireRoom(tenant, id);
        return accept(
                tenant,
                id,
                wish,
                version,
                intake.inStore(seed(wish, id), wish, version, object.format(), object.key()));
    }

    private static String id(Tenant tenant, Optional<IdempotencyKey> key) {
        return key.map(given -> JobIds.ofBatch(tenant.name(), given.value())).orElseGet(JobIds::random);
    }

    private static long seed(CatalogueWish wish, String id) {
        return wish.seed().orElseGet(() -> JobIds.seedOf(id));
    }

    private Manifest version(CatalogueWish wish) {
        return models.version(models.model(wish.model()), wish.version());
    }

    private CompletionStage<Accepted> accept(
            Tenant tenant, String id, CatalogueWish wish, Manifest version, SourceIntake.Taken taken) {
        CatalogueRequest request = request(tenant, id, wish, version, taken);
        Optional<Batch> known = batches.batch(id);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(same(known.get(), request, taken));
        }
        intake.keep(version);
        takeRoom(request, taken);
        CompletableFuture<Batch> read = Arrival.of(
                "batch " + id, watcher -> batches.watch(id, watcher), () -> batches.batch(id), batch -> true);
        return Arrival.once(log.write(codec.write(request)), read)
                .whenComplete((batch, failure) -> room.read(id))
                .thenApply(batch -> same(batch, request, taken));
    }

    /** Before the source is brought into the store, so that a tenant without room does not fill that. */
    private void requireRoom(Tenant tenant, String id) {
        if (batches.batch(id).isEmpty()) {
            room.requireOneMore(tenant.name());
        }
    }

    private void takeRoom(CatalogueRequest request, SourceIntake.Taken taken) {
        try {
            room.take(request);
        } catch (ProblemException refused) {
            intake.drop(taken);
            throw refused;
        }
    }

    private Accepted same(Batch batch, CatalogueRequest mine, SourceIntake.Taken taken) {
        CatalogueRequest first = batch.request().orElseThrow();
        boolean isMine = first.source().key().equals(mine.source().key());
        if (!isMine) {
            intake.drop(taken);
        }
        if (!first.bodyDigest().equals(mine.bodyDigest())) {
            throw Problem.of(
                            ProblemType.IDEMPOTENCY_KEY_REUSED,
                            "This Idempotency-Key already stands for another request, batch " + batch.id()
                                    + "; use a new key for a new request.")
                    .asException();
        }
        if (isMine) {
            meters.counter("atelier.catalogues.accepted", "model", first.model(), "version", first.version())
                    .increment();
        }
        return new Accepted(batch, taken.checked());
    }

    private CatalogueRequest request(
            Tenant tenant, String id, CatalogueWish wish, Manifest version, SourceIntake.Taken taken) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new CatalogueRequest(
                CatalogueRequest.VERSION,
                id,
                tenant.name(),
                version.model(),
                version.version(),
                version.digest(),
                taken.source(),
                taken.checked().items(),
                wish.shardSize(),
                taken.checked().bad(),
                seed(wish, id),
                wish.digest(taken.source().format(), taken.source().sha256()),
                now);
    }
}
