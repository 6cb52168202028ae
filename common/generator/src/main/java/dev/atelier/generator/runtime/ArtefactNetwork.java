package dev.atelier.generator.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.InvalidArtefactException;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.weights.NetworkWeights;
import java.io.IOException;
import java.nio.file.Files;

/** Builds the network of an artefact, whatever kind it is of. */
public final class ArtefactNetwork {

    private ArtefactNetwork() {}

    /**
     * The network with its weights.
     *
     * @throws InvalidArtefactException where its parts are no network that this release knows, or don't fit each other
     */
    public static Network load(Artefact artefact) {
        try {
            byte[] json = Files.readAllBytes(artefact.part(Manifest.NETWORK));
            Network network = Network.of(Json.mapper().readValue(json, NetworkSpec.class));
            NetworkWeights.read(artefact.part(Manifest.WEIGHTS), network);
            return network;
        } catch (JsonProcessingException e) {
            throw new InvalidArtefactException(
                    artefact.part(Manifest.NETWORK) + " is no network that this release knows: "
                            + e.getOriginalMessage(),
                    e);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidArtefactException(artefact.folder() + " can't be loaded: " + e.getMessage(), e);
        }
    }
}
