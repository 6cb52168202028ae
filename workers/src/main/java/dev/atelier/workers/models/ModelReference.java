package dev.atelier.workers.models;

import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.ShardRequest;

/** A model version as a request names it. */
public record ModelReference(String model, String version, String digest) {
    public static ModelReference of(GenerationRequest request) {
        return new ModelReference(request.model(), request.version(), request.digest());
    }

    public static ModelReference of(ShardRequest request) {
        return new ModelReference(request.model(), request.version(), request.digest());
    }
}
