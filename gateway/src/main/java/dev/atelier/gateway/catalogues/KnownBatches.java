package dev.atelier.gateway.catalogues;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.gateway.batches.BatchView;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds batches by the ids that clients give. */
@ApplicationScoped
class KnownBatches {
    private static final int LENGTH_OF_ID = 36;
    private static final int LONGEST_SHOWN = 60;

    private final BatchView view;

    KnownBatches(BatchView view) {
        this.view = view;
    }

    /** @throws dev.atelier.gateway.problems.ProblemException {@code unknown-catalogue} */
    Batch find(String id) {
        return view.batch(id).orElseThrow(() -> unknown(id).asException());
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
