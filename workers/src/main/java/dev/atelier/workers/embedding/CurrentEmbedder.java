package dev.atelier.workers.embedding;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.UnreadableMessageException;
import dev.atelier.contract.models.ModelCatalogue;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Which version embeds now: the champion, by the log of the models. Any thread asks. */
final class CurrentEmbedder {
    private static final Logger LOG = Logger.getLogger(CurrentEmbedder.class);

    private final ModelCatalogue catalogue = new ModelCatalogue();
    /** Digests of versions that cannot be loaded; none of them will be later. */
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    /** Notes a message of {@code model.changes}; one that can't be read is left to a newer release. */
    void apply(byte[] message) {
        try {
            catalogue.apply(MessageCodec.readModelChange(message));
        } catch (UnreadableMessageException e) {
            LOG.warnf("a model change is ignored: %s", e.getMessage());
        }
    }

    /** Empty where none is published, or the current one cannot be loaded. */
    Optional<Manifest> get() {
        return catalogue.productEmbedder().filter(manifest -> !broken.contains(manifest.digest()));
    }

    /** Notes that a version cannot be loaded: products wait for the next one. */
    void isBroken(Manifest manifest, String reason) {
        if (broken.add(manifest.digest())) {
            LOG.errorf(
                    "%s %s cannot embed, products and searches wait for another version: %s",
                    manifest.model(), manifest.version(), reason);
        }
    }
}
