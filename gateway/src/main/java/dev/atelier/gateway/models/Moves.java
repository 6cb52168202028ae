package dev.atelier.gateway.models;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ModelChange;
import dev.atelier.contract.messages.ModelChange.AliasMoved;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.Model;
import dev.atelier.gateway.catalogue.CatalogueView;
import dev.atelier.gateway.catalogue.CatalogueView.Applied;
import dev.atelier.gateway.log.Arrival;
import dev.atelier.gateway.log.LogWriter;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Moves aliases. A move is written and read back before it is answered: two gateways may write at once, and the order of
 * the log alone says which move counts.
 */
@ApplicationScoped
class Moves {
    private final CatalogueView catalogue;
    private final LogWriter log;
    private final MessageCodec codec;
    private final Clock clock;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

    Moves(CatalogueView catalogue, LogWriter log, MessageCodec codec, Clock clock) {
        this.catalogue = catalogue;
        this.log = log;
        this.codec = codec;
        this.clock = clock;
    }

    /**
     * @param version that exists
     * @return the alias after the move, or as it is where it points there already; fails with {@code alias-moved} where
     *     another move came first
     */
    CompletionStage<Alias> move(Model model, String alias, String version, MoveBody wish) {
        Optional<Alias> now = Optional.ofNullable(model.aliases().get(alias));
        long revision = now.map(Alias::revision).orElse(0L);
        long replaces = wish.replaces().orElse(revision);
        if (replaces < revision) {
            throw moved(model, alias, replaces);
        }
        if (replaces == revision
                && now.filter(it -> it.version().equals(version)).isPresent()) {
            return CompletableFuture.completedFuture(now.get());
        }
        var move = new AliasMoved(
                ModelChange.VERSION, model.name(), moment(), alias, version, replaces, wish.by(), wish.reason());
        CompletableFuture<Applied> read = Arrival.of(
                "model " + model.name(),
                watcher -> catalogue.watch(model.name(), watcher),
                Optional::empty,
                applied -> applied.move().equals(move));
        return Arrival.once(log.write(codec.write(move)), read).thenApply(applied -> requireCounted(applied, alias));
    }

    private static Alias requireCounted(Applied applied, String alias) {
        if (!applied.counted()) {
            throw moved(applied.after(), alias, applied.move().replaces());
        }
        return applied.after().aliases().get(alias);
    }

    /** Of this process each later than the one before, by which two equal moves can be told apart. */
    private Instant moment() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return last.updateAndGet(before -> now.isAfter(before) ? now : before.plus(1, ChronoUnit.MICROS));
    }

    private static ProblemException moved(Model model, String name, long replaces) {
        Alias alias = model.aliases().get(name);
        String now = alias == null
                ? "it does not exist"
                : "it is at revision " + alias.revision() + ", version " + alias.version() + ", moved by " + alias.by()
                        + " at " + alias.movedAt() + ": " + alias.reason();
        return Problem.of(
                        ProblemType.ALIAS_MOVED,
                        "The move replaces revision " + replaces + " of '" + name + "' of model '" + model.name()
                                + "', but " + now + ".")
                .asException();
    }
}
