package dev.atelier.gateway.catalogues;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.gateway.batches.BatchView;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.Tenant;
import dev.atelier.gateway.web.LastEventId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds batches by the ids that clients give. */
@ApplicationScoped
class KnownBatches {
    private static final int LENGTH_OF_ID = 36;
    private static final int LONGEST_SHOWN = 60;

    private final BatchView view;

    KnownBatches(BatchView view) {
        this.view = view;
    }

    /**
     * A tenant's batch; that of another tenant is as good as none.
     *
     * @throws dev.atelier.gateway.problems.ProblemException {@code unknown-catalogue}
     */
    Batch find(Tenant tenant, String id) {
        return view.batch(id).filter(batch -> isOf(tenant, batch)).orElseThrow(() -> unknown(id)
                .asException());
    }

    /** A tenant's batches, newest first. */
    Stream<Batch> of(Tenant tenant) {
        return view.all().stream().filter(batch -> isOf(tenant, batch));
    }

    private static boolean isOf(Tenant tenant, Batch batch) {
        return batch.request()
                .filter(request -> request.tenant().equals(tenant.name()))
                .isPresent();
    }

    /** Whether an id may be that of a batch which this gateway has not read yet. */
    boolean mayBeNew(String id) {
        return id.length() == LENGTH_OF_ID && view.batch(id).isEmpty();
    }

    /** Whether a client has seen more changes of a batch, by the id of its last event, than this gateway has read. */
    boolean isBehind(String id, Optional<String> last) {
        return view.batch(id)
                .filter(batch -> LastEventId.isBeyond(last, batch.changes()))
                .isPresent();
    }

    private static Problem unknown(String id) {
        String shown = id.length() > LONGEST_SHOWN ? id.substring(0, LONGEST_SHOWN) + "…" : id;
        return Problem.of(
                ProblemType.UNKNOWN_CATALOGUE,
                id.length() == LENGTH_OF_ID
                        ? "There is no batch " + id + ", or it is over for longer than batches are kept."
                        : "'" + shown + "' is no id of a batch; an id is a UUID, as GET /v1/catalogues lists them.");
    }
}
