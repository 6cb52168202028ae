package dev.atelier.contract.objects;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.Multimap;
import io.minio.MinioAsyncClient;
import io.minio.messages.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes an object in parts of 8 MiB, each from memory, in the caller's thread; a short one by a single put. The client's
 * own way reads a stream on the JVM's common pool, where one slow sender would hold up all others.
 */
final class MultipartUpload extends ObjectUpload {
    private static final int PART = 8 * 1024 * 1024;
    private static final int FIRST_BUFFER = 256 * 1024;

    private final Place to;
    private final Consumer<byte[]> whole;
    private final MinioAsyncClient client;
    private final StoreCalls calls;
    private final List<Part> parts = new ArrayList<>();
    private Optional<String> upload = Optional.empty();
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int length;
    private boolean complete;

    /** Where it goes. */
    record Place(String bucket, String region, String key, String contentType) {}

    /** @param whole puts a content that fits into one part */
    MultipartUpload(Place to, Consumer<byte[]> whole, MinioAsyncClient client, StoreCalls calls) {
        this.to = to;
        this.whole = whole;
        this.client = client;
        this.calls = calls;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        int at = offset;
        int left = count;
        while (left > 0) {
            if (length == PART) {
                sendPart();
            }
            int some = Math.min(left, PART - length);
            grow(length + some);
            System.arraycopy(bytes, at, buffer, length, some);
            length += some;
            at += some;
            left -= some;
        }
    }

    private void grow(int needed) {
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(PART, Math.max(needed, 2 * buffer.length)));
        }
    }

    private void sendPart() {
        if (upload.isEmpty()) {
            upload = Optional.of(begin());
        }
        int number = parts.size() + 1;
        String etag = calls.run("put part " + number + " of", to.key(), () -> StoreCalls.await(client.uploadPartAsync(
                        to.bucket(), to.region(), to.key(), buffer, length, upload.get(), number, none(), none()))
                .etag());
        parts.add(new Part(number, etag));
        length = 0;
    }

    private String begin() {
        Multimap<String, String> headers = HashMultimap.create();
        headers.put("Content-Type", to.contentType());
        return calls.run("begin to put", to.key(), () -> StoreCalls.await(
                        client.createMultipartUploadAsync(to.bucket(), to.region(), to.key(), headers, none()))
                .result()
                .uploadId());
    }

    @Override
    public void complete() {
        if (upload.isEmpty()) {
            whole.accept(Arrays.copyOf(buffer, length));
        } else {
            if (length > 0) {
                sendPart();
            }
            calls.run(
                    "put",
                    to.key(),
                    () -> StoreCalls.await(client.completeMultipartUploadAsync(
                            to.bucket(),
                            to.region(),
                            to.key(),
                            upload.get(),
                            parts.toArray(Part[]::new),
                            none(),
                            none())));
        }
        complete = true;
    }

    @Override
    public void close() {
        if (!complete && upload.isPresent()) {
            String begun = upload.get();
            upload = Optional.empty();
            calls.run(
                    "give up",
                    to.key(),
                    () -> StoreCalls.await(client.abortMultipartUploadAsync(
                            to.bucket(), to.region(), to.key(), begun, none(), none())));
        }
    }

    private static Multimap<String, String> none() {
        return HashMultimap.create();
    }
}
