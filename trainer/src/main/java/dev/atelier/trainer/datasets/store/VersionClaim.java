package dev.atelier.trainer.datasets.store;

import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.trainer.datasets.DataSetException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * The right to write a version's manifest, as an object beside it. S3's own means, {@code If-None-Match}, is ignored without a
 * word by stores that don't know it, the embedded one among them. This one needs no more of a store than that a listing shows
 * what was written before: of two who each write their claim and then look for the other's, one at least sees both, and gives
 * up. Where both do, none is written, and either may try again. Whoever has a claim must look for a manifest afterwards: one
 * who was faster may have gone already.
 *
 * <p>The claim of an import that was killed between its claim and its manifest stays, and the version is for the same data
 * alone then.
 */
final class VersionClaim {

    private final ObjectStore store;
    private final String key;

    private VersionClaim(ObjectStore store, String key) {
        this.store = store;
        this.key = key;
    }

    /**
     * @param digest of what shall become the version; others may claim it for the same
     * @throws DataSetException where it is claimed for another
     */
    static VersionClaim make(ObjectStore store, String name, String version, String digest) throws DataSetException {
        String all = ObjectKeys.dataSetFile(name, version, "claims/");
        VersionClaim claim = new VersionClaim(store, all + digest + "." + UUID.randomUUID());
        store.put(claim.key, digest.getBytes(StandardCharsets.UTF_8), "text/plain", Map.of());
        for (String other : store.list(all)) {
            if (!other.startsWith(all + digest)) {
                claim.withdraw();
                throw new DataSetException("other data are being imported as version " + version + " of " + name
                        + ", or their import was cut off (" + other + "): give yours another version's name");
            }
        }
        return claim;
    }

    /** Once the manifest is there, or won't be written. */
    void withdraw() {
        store.delete(key);
    }
}
