package dev.atelier.contract.models;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.InvalidArtefactException;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Model versions in the object store: {@code models/{model}/{version}/…}, immutable, manifest last. */
public final class ModelStore {
    private final ObjectStore store;

    public ModelStore(ObjectStore store) {
        this.store = store;
    }

    /**
     * Uploads a version: parts first, manifest last. A version that is there already with the same digest is left alone.
     *
     * @return whether anything was uploaded
     * @throws InvalidArtefactException where another version lies under the same name
     */
    public boolean publish(Artefact artefact) throws IOException {
        Manifest manifest = artefact.manifest();
        String manifestKey = ObjectKeys.modelPart(manifest.model(), manifest.version(), Manifest.FILE);
        if (store.stat(manifestKey).isPresent()) {
            Manifest there = Artefact.parse(store.get(manifestKey), manifestKey);
            if (!there.digest().equals(manifest.digest())) {
                throw new InvalidArtefactException("version " + manifest.version() + " of " + manifest.model()
                        + " is published with digest " + there.shortDigest() + ", not " + manifest.shortDigest()
                        + "; versions are immutable: give yours another name");
            }
            return false;
        }
        for (String part : manifest.parts().keySet()) {
            String key = ObjectKeys.modelPart(manifest.model(), manifest.version(), part);
            store.put(key, Files.readAllBytes(artefact.part(part)), "application/octet-stream", Map.of());
        }
        byte[] json = Files.readAllBytes(artefact.folder().resolve(Manifest.FILE));
        store.put(manifestKey, json, "application/json", Map.of());
        return true;
    }

    /**
     * Brings a version into a local folder and verifies it; an intact copy that is there already is used as it is.
     *
     * @param cache folder that holds one folder per digest
     * @param digest the version must have
     * @throws InvalidArtefactException where the version is missing, torn, altered or has another digest
     */
    public Artefact fetch(String model, String version, String digest, Path cache) throws IOException {
        Path folder = cache.resolve(digest);
        if (Files.exists(folder.resolve(Manifest.FILE))) {
            try {
                return requireDigest(Artefact.open(folder), digest);
            } catch (InvalidArtefactException damagedCopy) {
                // The copy in the cache is not the truth: the store's is fetched over it below.
                Files.delete(folder.resolve(Manifest.FILE));
            }
        }
        Files.createDirectories(folder);
        byte[] json = manifestOf(model, version);
        Manifest manifest = Artefact.parse(json, ObjectKeys.modelPart(model, version, Manifest.FILE));
        for (String part : manifest.parts().keySet()) {
            Files.write(folder.resolve(part), partOf(model, version, part));
        }
        Files.write(folder.resolve(Manifest.FILE), json);
        return requireDigest(Artefact.open(folder), digest);
    }

    private byte[] manifestOf(String model, String version) {
        try {
            return store.get(ObjectKeys.modelPart(model, version, Manifest.FILE));
        } catch (ObjectNotFoundException e) {
            throw new InvalidArtefactException("version " + version + " of " + model + " is not in the store", e);
        }
    }

    private byte[] partOf(String model, String version, String part) {
        try {
            return store.get(ObjectKeys.modelPart(model, version, part));
        } catch (ObjectNotFoundException e) {
            throw new InvalidArtefactException(
                    "version " + version + " of " + model + " lacks its part " + part + " in the store", e);
        }
    }

    private static Artefact requireDigest(Artefact artefact, String digest) {
        Manifest manifest = artefact.manifest();
        if (!manifest.digest().equals(digest)) {
            throw new InvalidArtefactException("version " + manifest.version() + " of " + manifest.model()
                    + " has digest " + manifest.digest() + " in the store, where " + digest + " was asked for");
        }
        return artefact;
    }
}
