package dev.atelier.workers.models;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.attributes.AttributeSchema;

/** A model version whose artefact lies verified on this machine's disk. */
public record FetchedModel(ModelReference reference, Artefact artefact) {
    public String digest() {
        return reference.digest();
    }

    public AttributeSchema schema() {
        return artefact.manifest().schema();
    }
}
