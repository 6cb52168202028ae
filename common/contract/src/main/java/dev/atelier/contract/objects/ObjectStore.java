package dev.atelier.contract.objects;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One bucket of an S3 store. Thread-safe. Every call may throw {@link StoreUnavailableException} (try later) or {@link
 * StoreRefusedException} (do not), and one that writes {@link StoreFullException} (not before a person has made room).
 */
public interface ObjectStore extends AutoCloseable {
    /** Makes the bucket where it is absent. */
    void prepare();

    /** Writes an object, over an older one of the same key. */
    void put(String key, byte[] content, String contentType, Map<String, String> metadata);

    /** The whole content. @throws ObjectNotFoundException where there is none */
    byte[] get(String key);

    /**
     * A part of the content, fewer bytes where it ends before.
     *
     * @throws ObjectNotFoundException where there is none
     * @throws StoreRefusedException where the content ends before {@code offset}
     */
    byte[] get(String key, long offset, int length);

    /**
     * Writes an object that is too large for the memory.
     *
     * @return closed by the caller
     */
    ObjectUpload upload(String key, String contentType);

    /**
     * The content, to be read while it comes; an {@link java.io.IOException} of it means that the connection broke.
     *
     * @return closed by the caller
     * @throws ObjectNotFoundException where there is none
     */
    InputStream open(String key);

    Optional<ObjectInfo> stat(String key);

    /** The keys that begin with {@code prefix}, in order. */
    List<String> list(String prefix);

    /**
     * The folders right below one, in order, each with the slash at its end.
     *
     * @param folder such as {@code batches/}
     */
    List<String> folders(String folder);

    /** Removes an object; removing an absent one is no error. */
    void delete(String key);

    /** A link by which anyone can read the object for a time; computed here, without a call to the store. */
    URI presignedLink(String key, Duration validity);

    /** Whether the store answers now. */
    boolean isReachable();

    @Override
    void close();
}
