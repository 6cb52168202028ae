package dev.atelier.infrastructure;

import java.util.List;
import java.util.stream.Stream;
import org.jclouds.http.HttpResponse;
import org.jclouds.http.HttpResponseException;

/**
 * A full disk, told as MinIO and others tell it: 507. S3Proxy would answer with an error of its own, 500, after which clients
 * rightly try again and again.
 */
final class FullDisk {
    private static final int INSUFFICIENT_STORAGE = 507;
    /** What Linux and macOS say; Java has no type for it. */
    private static final List<String> WORDS = List.of("No space left on device", "Disk quota exceeded");

    private FullDisk() {}

    /** The same failure, or, where a full disk is behind it, one that is answered with 507. */
    static RuntimeException told(RuntimeException failure) {
        return Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                .map(cause -> String.valueOf(cause.getMessage()))
                .filter(message -> WORDS.stream().anyMatch(message::contains))
                .findFirst()
                .<RuntimeException>map(message -> new HttpResponseException(
                        message,
                        null,
                        HttpResponse.builder()
                                .statusCode(INSUFFICIENT_STORAGE)
                                .message("Insufficient Storage")
                                .build(),
                        failure))
                .orElse(failure);
    }
}
