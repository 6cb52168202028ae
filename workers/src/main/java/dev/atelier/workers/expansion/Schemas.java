package dev.atelier.workers.expansion;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.InvalidArtefactException;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.workers.outages.StorePatience;

/** The attribute schema of a model version, from its manifest alone: who lists items needs no weights. */
final class Schemas {
    private final ObjectStore store;
    private final StorePatience patience;

    Schemas(ObjectStore store, StorePatience patience) {
        this.store = store;
        this.patience = patience;
    }

    /** @throws BatchFailure where the version is not in the store, or is another */
    AttributeSchema of(CatalogueRequest request) {
        String key = ObjectKeys.modelPart(request.model(), request.version(), Manifest.FILE);
        try {
            Manifest manifest = Artefact.parse(patience.untilAvailable("reading " + key, () -> store.get(key)), key);
            if (!manifest.digest().equals(request.digest())) {
                throw new BatchFailure(
                        "invalid-model",
                        key + " has digest " + manifest.digest() + ", where " + request.digest() + " was asked for");
            }
            return manifest.schema();
        } catch (ObjectNotFoundException e) {
            throw new BatchFailure(
                    "invalid-model",
                    "version " + request.version() + " of " + request.model() + " is not in the store");
        } catch (InvalidArtefactException e) {
            throw new BatchFailure("invalid-model", e.getMessage());
        }
    }
}
