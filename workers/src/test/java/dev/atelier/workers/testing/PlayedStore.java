package dev.atelier.workers.testing;

import dev.atelier.contract.objects.ObjectInfo;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.ObjectUpload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store in memory that fails when told to, as the embedded one can't. */
public final class PlayedStore implements ObjectStore {
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Puts puts;

    /** Called before each put; may throw what a store throws. */
    public interface Puts {
        void put(String key);
    }

    public PlayedStore(Puts puts) {
        this.puts = puts;
    }

    @Override
    public void put(String key, byte[] content, String contentType, Map<String, String> metadata) {
        puts.put(key);
        objects.put(key, content);
    }

    @Override
    public ObjectUpload upload(String key, String contentType) {
        var written = new ByteArrayOutputStream();
        return new ObjectUpload() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                written.write(bytes, offset, length);
            }

            @Override
            public void complete() {
                put(key, written.toByteArray(), contentType, Map.of());
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public InputStream open(String key) {
        return new ByteArrayInputStream(get(key));
    }

    @Override
    public byte[] get(String key) {
        return Optional.ofNullable(objects.get(key)).orElseThrow(() -> new ObjectNotFoundException(key));
    }

    @Override
    public byte[] get(String key, long offset, int length) {
        byte[] whole = get(key);
        int from = (int) Math.min(offset, whole.length);
        return Arrays.copyOfRange(whole, from, Math.min(whole.length, from + length));
    }

    @Override
    public Optional<ObjectInfo> stat(String key) {
        return Optional.ofNullable(objects.get(key))
                .map(content -> new ObjectInfo(key, content.length, "", Instant.EPOCH, Map.of()));
    }

    @Override
    public List<String> list(String prefix) {
        return objects.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .sorted()
                .toList();
    }

    @Override
    public List<String> folders(String folder) {
        return list(folder).stream()
                .filter(key -> key.indexOf('/', folder.length()) >= 0)
                .map(key -> key.substring(0, key.indexOf('/', folder.length()) + 1))
                .distinct()
                .toList();
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    @Override
    public URI presignedLink(String key, Duration validity) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void prepare() {}

    @Override
    public boolean isReachable() {
        return true;
    }

    @Override
    public void close() {}
}
