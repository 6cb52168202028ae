package dev.atelier.trainer.retraining.runs;

import dev.atelier.contract.objects.ObjectInfo;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.ObjectUpload;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The store as an attempt sees it: calls take as long as it is away. */
record PatientStore(ObjectStore store, OutagePatience patience) implements ObjectStore {

    @Override
    public void prepare() {
        patience.get(() -> {
            store.prepare();
            return true;
        });
    }

    @Override
    public void put(String key, byte[] content, String contentType, Map<String, String> metadata) {
        patience.get(() -> {
            store.put(key, content, contentType, metadata);
            return true;
        });
    }

    @Override
    public byte[] get(String key) {
        return patience.get(() -> store.get(key));
    }

    @Override
    public byte[] get(String key, long offset, int length) {
        return patience.get(() -> store.get(key, offset, length));
    }

    /** What breaks off in the middle is begun anew by whoever writes it. */
    @Override
    public ObjectUpload upload(String key, String contentType) {
        return store.upload(key, contentType);
    }

    @Override
    public InputStream open(String key) {
        return patience.get(() -> store.open(key));
    }

    @Override
    public Optional<ObjectInfo> stat(String key) {
        return patience.get(() -> store.stat(key));
    }

    @Override
    public List<String> list(String prefix) {
        return patience.get(() -> store.list(prefix));
    }

    @Override
    public List<String> folders(String folder) {
        return patience.get(() -> store.folders(folder));
    }

    @Override
    public void delete(String key) {
        patience.get(() -> {
            store.delete(key);
            return true;
        });
    }

    @Override
    public URI presignedLink(String key, Duration validity) {
        return store.presignedLink(key, validity);
    }

    @Override
    public boolean isReachable() {
        return store.isReachable();
    }

    /** The store is others' as well. */
    @Override
    public void close() {}
}
