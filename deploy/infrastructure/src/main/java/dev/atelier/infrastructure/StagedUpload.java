package dev.atelier.infrastructure;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jclouds.blobstore.domain.MultipartPart;
import org.jclouds.blobstore.domain.MultipartUpload;

/**
 * A multipart upload under way.
 *
 * @param container where the object is to appear
 * @param key what it is to be called there
 * @param staged what it is called while it is put together
 * @param parts those that have arrived, by number
 */
record StagedUpload(String container, String key, String staged, Map<Integer, MultipartPart> parts) {
    static StagedUpload of(String container, String key, String staged) {
        return new StagedUpload(container, key, staged, new ConcurrentHashMap<>());
    }

    List<MultipartPart> partsInOrder() {
        return parts.values().stream()
                .sorted(Comparator.comparingInt(MultipartPart::partNumber))
                .toList();
    }

    /** The same upload as the store below knows it. */
    MultipartUpload inStaging(MultipartUpload upload) {
        return MultipartUpload.create(
                ObjectsFolder.STAGING, staged, upload.id(), upload.blobMetadata(), upload.putOptions());
    }
}
