package dev.atelier.workers.models;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ModelChange;
import dev.atelier.contract.messages.UnreadableMessageException;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.models.Model;
import dev.atelier.contract.models.ModelCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Keeps the versions that requests are most likely to name at hand: when an alias {@code champion} moves, the version
 * is fetched and loaded before the first request for it comes. Only a convenience: a request for any other version
 * brings that version here as well.
 */
public final class Champions {
    private static final Logger LOG = Logger.getLogger(Champions.class);

    private final ModelCatalogue catalogue = new ModelCatalogue();
    private final ModelFetcher fetcher;
    private final Consumer<FetchedModel> loader;
    private boolean live;

    /** @param loader brings a fetched version into memory */
    public Champions(ModelFetcher fetcher, Consumer<FetchedModel> loader) {
        this.fetcher = fetcher;
        this.loader = loader;
    }

    /** Notes a message of {@code model.changes}; one that can't be read is left to a newer release. */
    public synchronized void apply(byte[] message) {
        try {
            ModelChange change = MessageCodec.readModelChange(message);
            boolean counted = catalogue.apply(change);
            if (live
                    && counted
                    && change instanceof ModelChange.AliasMoved moved
                    && moved.alias().equals(Alias.CHAMPION)) {
                catalogue.generator(change.model()).flatMap(Model::champion).ifPresent(this::prepare);
            }
        } catch (UnreadableMessageException e) {
            LOG.warnf("a model change is ignored: %s", e.getMessage());
        }
    }

    /**
     * All of the log is read: brings the present champions here.
     *
     * @return completes when each is loaded, or can't be
     */
    public synchronized CompletableFuture<Void> live() {
        live = true;
        List<CompletableFuture<Void>> prepared = catalogue.generators().stream()
                .map(Model::champion)
                .flatMap(Optional::stream)
                .map(this::prepare)
                .toList();
        return CompletableFuture.allOf(prepared.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> prepare(Manifest champion) {
        var reference = new ModelReference(champion.model(), champion.version(), champion.digest());
        return fetcher.fetch(reference).handle((model, failure) -> {
            if (failure == null) {
                loader.accept(model);
            } else {
                LOG.warnf("the champion of %s cannot be fetched: %s", champion.model(), failure.getMessage());
            }
            return null;
        });
    }
}
