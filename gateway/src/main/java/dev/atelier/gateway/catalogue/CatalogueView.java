package dev.atelier.gateway.catalogue;

import dev.atelier.contract.messages.ModelChange;
import dev.atelier.contract.messages.ModelChange.AliasMoved;
import dev.atelier.contract.models.Model;
import dev.atelier.contract.models.ModelCatalogue;
import dev.atelier.gateway.watching.Subscription;
import dev.atelier.gateway.watching.Watchers;
import java.util.function.Consumer;

/** Folds the changes of models and tells, move by move, which counted: who wrote one learns its fate here. */
public final class CatalogueView {
    private final ModelCatalogue catalogue;
    private final Watchers<Applied> watchers = new Watchers<>();

    public CatalogueView(ModelCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * A move of an alias that was read.
     *
     * @param counted whether it did anything; a move whose revision was stale did not
     * @param after the model after it
     */
    public record Applied(AliasMoved move, boolean counted, Model after) {}

    /** Applies the next change of the log. */
    public void apply(ModelChange change) {
        boolean counted = catalogue.apply(change);
        if (change instanceof AliasMoved move) {
            catalogue
                    .model(move.model())
                    .ifPresent(after -> watchers.tell(move.model(), new Applied(move, counted, after)));
        }
    }

    /** Hears of every move in a model, also of those that are void; on the applying thread. */
    public Subscription watch(String model, Consumer<Applied> watcher) {
        return watchers.add(model, watcher);
    }
}
