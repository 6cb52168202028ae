package dev.atelier.gateway.catalogues;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Cancelled;
import dev.atelier.contract.messages.CatalogueEvent.Paused;
import dev.atelier.contract.messages.CatalogueEvent.Resumed;
import dev.atelier.contract.messages.CatalogueEvent.Retried;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.gateway.batches.BatchView;
import dev.atelier.gateway.log.Arrival;
import dev.atelier.gateway.log.LogWriter;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * What people order of batches: written into the log, and answered by what the log made of it. An order that says what is so
 * already is fulfilled; one of a batch that ended in another way is refused.
 */
@ApplicationScoped
class BatchOrders {
    private static final int V = CatalogueEvent.VERSION;

    private final BatchView batches;
    private final LogWriter log;
    private final MessageCodec codec;
    private final Clock clock;

    BatchOrders(BatchView batches, LogWriter log, MessageCodec codec, Clock clock) {
        this.batches = batches;
        this.log = log;
        this.codec = codec;
        this.clock = clock;
    }

    CompletionStage<Batch> pause(Batch batch, String by) {
        return order(batch, new Paused(V, batch.id(), now(), by), Batch::paused);
    }

    CompletionStage<Batch> resume(Batch batch, String by) {
        return order(batch, new Resumed(V, batch.id(), now(), by), state -> !state.paused());
    }

    CompletionStage<Batch> cancel(Batch batch, String by) {
        return order(batch, new Cancelled(V, batch.id(), now(), by), state -> state.state() == Batch.State.CANCELLED);
    }

    CompletionStage<Batch> retry(Batch batch, String by) {
        if (!batch.state().isEnd()
                && batch.shards().failed() == 0
                && batch.halt().isEmpty()) {
            throw Problem.of(
                            ProblemType.NOTHING_TO_RETRY,
                            "No shard of batch " + batch.id() + " has failed; it is " + BatchBodies.text(batch.state())
                                    + ".")
                    .asException();
        }
        return order(batch, new Retried(V, batch.id(), now(), by), state -> state.retries() > batch.retries());
    }

    private CompletionStage<Batch> order(Batch batch, CatalogueEvent order, Predicate<Batch> fulfilled) {
        boolean cancels = order instanceof Cancelled;
        if (batch.state().isEnd()) {
            if (cancels && fulfilled.test(batch)) {
                return CompletableFuture.completedFuture(batch);
            }
            throw ended(batch);
        }
        if (fulfilled.test(batch)) {
            return CompletableFuture.completedFuture(batch);
        }
        CompletableFuture<Batch> read = Arrival.of(
                "batch " + batch.id(),
                watcher -> batches.watch(batch.id(), watcher),
                () -> batches.batch(batch.id()),
                state -> fulfilled.test(state) || state.state().isEnd());
        return Arrival.once(log.write(codec.write(order)), read).thenApply(state -> {
            if (state.state().isEnd() && !(cancels && fulfilled.test(state))) {
                throw ended(state);
            }
            return state;
        });
    }

    private static ProblemException ended(Batch batch) {
        return Problem.of(
                        ProblemType.CATALOGUE_ENDED,
                        "Batch " + batch.id() + " is " + BatchBodies.text(batch.state())
                                + "; only one that is not over takes orders.")
                .asException();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
