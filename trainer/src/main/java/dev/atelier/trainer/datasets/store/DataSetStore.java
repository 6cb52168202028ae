package dev.atelier.trainer.datasets.store;

import dev.atelier.contract.artefact.Part;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.objects.ObjectInfo;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.trainer.datasets.DataSetException;
import dev.atelier.trainer.datasets.PreparedFolder;
import dev.atelier.trainer.datasets.PreparedManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** Versions of data sets in the object store: {@code datasets/{name}/{version}/…}, immutable, manifest last. */
public final class DataSetStore {

    private final ObjectStore store;

    public DataSetStore(ObjectStore store) {
        this.store = store;
    }

    /**
     * Uploads a version, its manifest last. Going on after an interruption uploads only what is not there yet; a version that
     * is there already with the same digest is left alone.
     *
     * @param name of the data set in the store
     * @return whether anything was uploaded
     * @throws DataSetException where the folder is damaged or another data set lies under the same name and version
     */
    public boolean publish(String name, String version, PreparedFolder prepared) throws IOException {
        PreparedManifest.requireName(name);
        PreparedManifest.requireName(version);
        String manifestKey = ObjectKeys.dataSetFile(name, version, PreparedManifest.FILE);
        byte[] manifest = Files.readAllBytes(prepared.folder().resolve(PreparedManifest.FILE));
        if (store.stat(manifestKey).isPresent()) {
            PreparedManifest there = PreparedFolder.parse(store.get(manifestKey), manifestKey);
            if (!there.digest().equals(prepared.manifest().digest())) {
                throw new DataSetException("version " + version + " of " + name + " is in the store with digest "
                        + there.shortDigest() + ", not " + prepared.manifest().shortDigest()
                        + "; versions are immutable: give yours another name");
            }
            return false;
        }
        prepared.verified();
        for (Map.Entry<String, Part> file : prepared.manifest().files().entrySet()) {
            String key = ObjectKeys.dataSetFile(name, version, file.getKey());
            Map<String, String> digest = Map.of("sha256", file.getValue().sha256());
            Optional<ObjectInfo> there = store.stat(key);
            if (there.isEmpty() || !isSame(there.get(), file.getValue())) {
                byte[] content = Files.readAllBytes(prepared.folder().resolve(file.getKey()));
                store.put(key, content, "application/octet-stream", digest);
            }
        }
        store.put(manifestKey, manifest, "application/json", Map.of());
        return true;
    }

    private static boolean isSame(ObjectInfo there, Part file) {
        return there.size() == file.size()
                && file.sha256().equals(there.metadata().get("sha256"));
    }

    /**
     * Brings a version into a local folder and checks it; files that are there already and intact are used as they are.
     *
     * @param cache folder that holds one folder per digest
     * @throws DataSetException where the version is missing, torn or altered
     */
    public PreparedFolder fetch(String name, String version, Path cache) throws IOException {
        PreparedManifest.requireName(name);
        PreparedManifest.requireName(version);
        String manifestKey = ObjectKeys.dataSetFile(name, version, PreparedManifest.FILE);
        byte[] json = get(manifestKey, name, version);
        PreparedManifest manifest = PreparedFolder.parse(json, manifestKey);
        Path folder = cache.resolve(manifest.digest());
        Files.createDirectories(folder);
        for (Map.Entry<String, Part> file : manifest.files().entrySet()) {
            Path local = folder.resolve(file.getKey());
            if (!isIntact(local, file.getValue())) {
                byte[] content = get(ObjectKeys.dataSetFile(name, version, file.getKey()), name, version);
                if (!Sha256.of(content).equals(file.getValue().sha256())) {
                    throw new DataSetException(file.getKey() + " of version " + version + " of " + name
                            + " was altered in the store: its SHA-256 is not that of the manifest");
                }
                write(local, content);
            }
        }
        write(folder.resolve(PreparedManifest.FILE), json);
        return PreparedFolder.open(folder);
    }

    private byte[] get(String key, String name, String version) throws DataSetException {
        try {
            return store.get(key);
        } catch (ObjectNotFoundException e) {
            throw new DataSetException(
                    "version " + version + " of " + name + " is not whole in the store: there is no " + key
                            + "; 'atelier data import' brings a data set there",
                    e);
        }
    }

    private static boolean isIntact(Path file, Part part) throws IOException {
        return Files.exists(file)
                && Files.size(file) == part.size()
                && Sha256.of(file).equals(part.sha256());
    }

    /** Another process that reads the same cache sees the old file or the new one. */
    private static void write(Path file, byte[] content) throws IOException {
        Path temporary =
                Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
        Files.write(temporary, content);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
