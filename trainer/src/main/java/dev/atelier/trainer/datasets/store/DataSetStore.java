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
import dev.atelier.trainer.datasets.Unfinished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * Versions of data sets in the object store: {@code datasets/{name}/{version}/}, with a manifest, which is written last and
 * once, and {@code files/} that are named after their SHA-256. So the files of one import never lie under the manifest of
 * another, whatever is imported at the same time or was cut off.
 */
public final class DataSetStore {

    private static final String FILES = "files/";

    private final ObjectStore store;

    public DataSetStore(ObjectStore store) {
        this.store = store;
    }

    /**
     * Uploads a version, its manifest last. Going on after an interruption uploads only what is not there yet; a version that
     * is there already with the same digest is left alone.
     *
     * @param name of the data set in the store
     * @return whether the version is new
     * @throws DataSetException where the folder is damaged, another data set lies under the same name and version or is being
     *     imported as that
     */
    public boolean publish(String name, String version, PreparedFolder prepared) throws IOException {
        requireNames(name, version);
        if (isThere(name, version, prepared.manifest())) {
            return false;
        }
        prepared.verified();
        for (Map.Entry<String, Part> file : prepared.manifest().files().entrySet()) {
            String key = key(name, version, file.getValue());
            Optional<ObjectInfo> there = store.stat(key);
            if (there.isEmpty() || !isSame(there.get(), file.getValue())) {
                byte[] content = Files.readAllBytes(prepared.folder().resolve(file.getKey()));
                store.put(
                        key,
                        content,
                        "application/octet-stream",
                        Map.of("sha256", file.getValue().sha256()));
            }
        }
        byte[] json = Files.readAllBytes(prepared.folder().resolve(PreparedManifest.FILE));
        VersionClaim claim =
                VersionClaim.make(store, name, version, prepared.manifest().digest());
        if (isThere(name, version, prepared.manifest())) {
            claim.withdraw();
            return false;
        }
        store.put(manifestKey(name, version), json, "application/json", Map.of());
        claim.withdraw();
        return true;
    }

    /**
     * Whether the version is there.
     *
     * @throws DataSetException where it is another data set
     */
    private boolean isThere(String name, String version, PreparedManifest manifest) throws IOException {
        String key = manifestKey(name, version);
        if (store.stat(key).isEmpty()) {
            return false;
        }
        PreparedManifest there = PreparedFolder.parse(store.get(key), key);
        if (!there.digest().equals(manifest.digest())) {
            throw new DataSetException("version " + version + " of " + name + " is in the store with digest "
                    + there.shortDigest() + ", not " + manifest.shortDigest()
                    + "; versions are immutable: give yours another name");
        }
        return true;
    }

    private static boolean isSame(ObjectInfo there, Part file) {
        return there.size() == file.size()
                && file.sha256().equals(there.metadata().get("sha256"));
    }

    private static void requireNames(String name, String version) {
        PreparedManifest.requireName(name);
        PreparedManifest.requireVersion(version);
    }

    private static String manifestKey(String name, String version) {
        return ObjectKeys.dataSetFile(name, version, PreparedManifest.FILE);
    }

    private static String key(String name, String version, Part file) {
        return ObjectKeys.dataSetFile(name, version, FILES + file.sha256());
    }

    /**
     * Brings a version into a local folder and checks it; files that are there already and intact are used as they are.
     *
     * @param cache folder that holds one folder per digest
     * @throws DataSetException where the version is missing, torn or altered
     */
    public PreparedFolder fetch(String name, String version, Path cache) throws IOException {
        requireNames(name, version);
        return fetchFrom(ObjectKeys.dataSetFile(name, version, ""), "version " + version + " of " + name, cache);
    }

    /**
     * The same of a version that lies anywhere in the store. Its files may also lie beside the manifest under their own
     * names, as any client of the store uploads a prepared folder.
     *
     * @param prefix of its keys, ending with a slash
     * @param what it is, for messages
     */
    public PreparedFolder fetchFrom(String prefix, String what, Path cache) throws IOException {
        String manifestKey = prefix + PreparedManifest.FILE;
        byte[] json = manifest(manifestKey, what);
        PreparedManifest manifest = PreparedFolder.parse(json, manifestKey);
        Path folder = cache.resolve(manifest.digest());
        Files.createDirectories(folder);
        Unfinished.clear(folder);
        for (Map.Entry<String, Part> file : manifest.files().entrySet()) {
            Path local = folder.resolve(file.getKey());
            if (!isIntact(local, file.getValue())) {
                write(local, content(prefix, what, file.getKey(), file.getValue()));
            }
        }
        write(folder.resolve(PreparedManifest.FILE), json);
        return PreparedFolder.open(folder);
    }

    private byte[] manifest(String key, String what) throws DataSetException {
        try {
            return store.get(key);
        } catch (ObjectNotFoundException e) {
            throw new DataSetException(
                    "there is no " + what + " in the store; 'atelier data import' brings one there", e);
        }
    }

    private byte[] content(String prefix, String what, String file, Part part) throws DataSetException {
        byte[] content = at(prefix + FILES + part.sha256())
                .or(() -> at(prefix + file))
                .orElseThrow(() -> new DataSetException(what + " is not whole in the store: " + file + " was removed, "
                        + prefix + FILES + part.sha256()));
        if (!Sha256.of(content).equals(part.sha256())) {
            throw new DataSetException(
                    file + " of " + what + " was altered in the store: its SHA-256 is not that of the manifest");
        }
        return content;
    }

    private Optional<byte[]> at(String key) {
        try {
            return Optional.of(store.get(key));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        }
    }

    private static boolean isIntact(Path file, Part part) throws IOException {
        return Files.exists(file)
                && Files.size(file) == part.size()
                && Sha256.of(file).equals(part.sha256());
    }

    /** Another process that reads the same cache sees the old file or the new one. */
    private static void write(Path file, byte[] content) throws IOException {
        Path temporary = Unfinished.beside(file);
        Files.write(temporary, content);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
