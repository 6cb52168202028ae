package dev.atelier.contract.testing;

import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreSettings;

/** Opens buckets of the embedded store, as the services do. Apart from {@link EmbeddedServers}, which knows no client. */
public final class Buckets {
    private Buckets() {}

    /** A bucket, made where it is absent; the caller closes it. */
    public static ObjectStore open(EmbeddedServers servers, String name) {
        String endpoint = servers.s3().toString();
        ObjectStore bucket = new MinioObjectStore(
                new StoreSettings(endpoint, endpoint, "us-east-1", servers.accessKey(), servers.secretKey(), name));
        bucket.prepare();
        return bucket;
    }
}
