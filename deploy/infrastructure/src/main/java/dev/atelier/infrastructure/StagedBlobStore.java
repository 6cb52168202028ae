package dev.atelier.infrastructure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.ContainerNotFoundException;
import org.jclouds.blobstore.KeyNotFoundException;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.blobstore.domain.BlobAccess;
import org.jclouds.blobstore.domain.BlobMetadata;
import org.jclouds.blobstore.domain.MultipartPart;
import org.jclouds.blobstore.domain.MultipartUpload;
import org.jclouds.blobstore.domain.PageSet;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.domain.internal.PageSetImpl;
import org.jclouds.blobstore.options.CopyOptions;
import org.jclouds.blobstore.options.PutOptions;
import org.jclouds.blobstore.util.ForwardingBlobStore;
import org.jclouds.io.Payload;

/**
 * Lets every object be written in a container aside and moves it to its place when it is whole.
 *
 * <p>S3Proxy 2.7.0 writes to {@code key-<random>} beside the key. Such a file shows up in listings, fails them
 * altogether as long as it has no checksum yet, and stays for ever when the process is killed in between: one kill at
 * the wrong moment, and the bucket can never be listed again. It also puts an object named after each multipart upload
 * into the client's bucket until the upload ends; that one goes aside as well.
 */
final class StagedBlobStore extends ForwardingBlobStore {
    private static final String STAGING = ObjectsFolder.STAGING;

    private final Path root;
    private final StagingFolder staging;
    private final Map<String, StagedUpload> uploads = new ConcurrentHashMap<>();

    StagedBlobStore(BlobStore files, Path root) {
        super(files);
        this.root = root;
        this.staging = new StagingFolder(root.resolve(STAGING));
    }

    @Override
    public String putBlob(String container, Blob blob) {
        return putBlob(container, blob, PutOptions.NONE);
    }

    @Override
    public String putBlob(String container, Blob blob, PutOptions options) {
        String key = blob.getMetadata().getName();
        if (uploads.containsKey(key)) {
            return writing(() -> delegate().putBlob(STAGING, blob, options));
        }
        if (key.endsWith("/")) {
            return writing(() -> delegate().putBlob(container, blob, options));
        }
        Path target = target(container, key);
        String staged = UUID.randomUUID().toString();
        blob.getMetadata().setName(staged);
        try {
            String tag = writing(() -> delegate().putBlob(STAGING, blob, options));
            staging.publish(staged, target);
            return tag;
        } catch (RuntimeException e) {
            staging.discard(staged);
            throw e;
        }
    }

    @Override
    public String copyBlob(
            String fromContainer, String fromKey, String toContainer, String toKey, CopyOptions options) {
        Path target = target(toContainer, toKey);
        String staged = UUID.randomUUID().toString();
        try {
            String tag = writing(() -> delegate().copyBlob(fromContainer, fromKey, STAGING, staged, options));
            staging.publish(staged, target);
            return tag;
        } catch (RuntimeException e) {
            staging.discard(staged);
            throw e;
        }
    }

    @Override
    public MultipartUpload initiateMultipartUpload(String container, BlobMetadata metadata, PutOptions options) {
        target(container, metadata.getName());
        String staged = UUID.randomUUID().toString();
        MultipartUpload begun = writing(() -> delegate()
                .initiateMultipartUpload(
                        STAGING, delegate().blobBuilder(staged).build().getMetadata(), options));
        uploads.put(begun.id(), StagedUpload.of(container, metadata.getName(), staged));
        return MultipartUpload.create(container, metadata.getName(), begun.id(), metadata, options);
    }

    @Override
    public MultipartPart uploadMultipartPart(MultipartUpload upload, int number, Payload payload) {
        StagedUpload staged = underWay(upload);
        MultipartPart part = writing(() -> delegate().uploadMultipartPart(staged.inStaging(upload), number, payload));
        staged.parts().put(number, part);
        return part;
    }

    @Override
    public List<MultipartPart> listMultipartUpload(MultipartUpload upload) {
        return underWay(upload).partsInOrder();
    }

    @Override
    public List<MultipartUpload> listMultipartUploads(String container) {
        List<MultipartUpload> found = new ArrayList<>();
        uploads.forEach((id, upload) -> {
            if (upload.container().equals(container)) {
                found.add(MultipartUpload.create(container, upload.key(), id, null, null));
            }
        });
        return found;
    }

    @Override
    public String completeMultipartUpload(MultipartUpload upload, List<MultipartPart> parts) {
        StagedUpload staged = underWay(upload);
        String tag = writing(() -> delegate().completeMultipartUpload(staged.inStaging(upload), parts));
        staging.publish(staged.staged(), target(staged.container(), staged.key()));
        return tag;
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        staging.discard(".mpus-" + upload.id());
    }

    @Override
    public BlobMetadata blobMetadata(String container, String key) {
        return delegate().blobMetadata(home(container, key), key);
    }

    @Override
    public BlobAccess getBlobAccess(String container, String key) {
        return delegate().getBlobAccess(home(container, key), key);
    }

    @Override
    public boolean blobExists(String container, String key) {
        return delegate().blobExists(home(container, key), key);
    }

    @Override
    public void removeBlob(String container, String key) {
        delegate().removeBlob(home(container, key), key);
        // S3Proxy removes its object named after an upload when the upload ends, either way.
        uploads.remove(key);
    }

    @Override
    public PageSet<? extends StorageMetadata> list() {
        List<StorageMetadata> buckets = new ArrayList<>();
        for (StorageMetadata bucket : delegate().list()) {
            if (!bucket.getName().equals(STAGING)) {
                buckets.add(bucket);
            }
        }
        return new PageSetImpl<>(buckets, null);
    }

    private static <T> T writing(Supplier<T> write) {
        try {
            return write.get();
        } catch (RuntimeException e) {
            throw FullDisk.told(e);
        }
    }

    private String home(String container, String key) {
        return uploads.containsKey(key) ? STAGING : container;
    }

    private StagedUpload underWay(MultipartUpload upload) {
        return Optional.ofNullable(uploads.get(upload.id()))
                .orElseThrow(() -> new KeyNotFoundException(
                        upload.containerName(),
                        upload.blobName(),
                        "no upload " + upload.id() + " is under way; a restart of the store ends them"));
    }

    private Path target(String container, String key) {
        Path bucket = root.resolve(container);
        if (!delegate().containerExists(container)) {
            throw new ContainerNotFoundException(container, "no such bucket");
        }
        Path target = bucket.resolve(key).normalize();
        if (target.equals(bucket) || !target.startsWith(bucket)) {
            throw new IllegalArgumentException("The key " + key + " leads out of its bucket");
        }
        return target;
    }
}
