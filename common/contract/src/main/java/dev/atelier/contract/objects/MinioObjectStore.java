package dev.atelier.contract.objects;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.http.Method;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** The store behind the MinIO client. */
public final class MinioObjectStore implements ObjectStore {
    /** Bytes of one request, which a store may keep in memory until its signature is checked; more goes in parts. */
    private static final int LARGEST_AT_ONCE = PutObjectArgs.MIN_MULTIPART_SIZE;

    private final StoreSettings settings;
    private final OkHttpClient http = StoreHttp.client();
    private final MinioClient client;
    private final MinioClient publicClient;
    private final PresignedLinks links;
    private final MemoryPuts memory;
    private final StoreCalls calls;

    public MinioObjectStore(StoreSettings settings) {
        this.settings = settings;
        this.calls = new StoreCalls(settings.toString());
        this.client = client(settings.endpoint());
        this.publicClient = client(settings.publicEndpoint());
        this.links = new PresignedLinks(settings, this::clientsLink);
        this.memory = new MemoryPuts(
                settings,
                MinioAsyncClient.builder()
                        .endpoint(settings.endpoint())
                        .region(settings.region())
                        .credentials(settings.accessKey(), settings.secretKey())
                        .httpClient(http)
                        .build());
    }

    private MinioClient client(String endpoint) {
        return MinioClient.builder()
                .endpoint(endpoint)
                .region(settings.region())
                .credentials(settings.accessKey(), settings.secretKey())
                .httpClient(http)
                .build();
    }

    @Override
    public void prepare() {
        calls.run("make bucket", settings.bucket(), () -> {
            var exists = BucketExistsArgs.builder().bucket(settings.bucket()).build();
            if (!client.bucketExists(exists)) {
                client.makeBucket(
                        MakeBucketArgs.builder().bucket(settings.bucket()).build());
            }
            return true;
        });
    }

    @Override
    public void put(String key, byte[] content, String contentType, Map<String, String> metadata) {
        calls.run(
                "put",
                key,
                () -> content.length <= LARGEST_AT_ONCE
                        ? StoreCalls.await(memory.put(key, content, contentType, metadata))
                        : client.putObject(PutObjectArgs.builder()
                                .bucket(settings.bucket())
                                .object(key)
                                .contentType(contentType)
                                .userMetadata(metadata)
                                .stream(new ByteArrayInputStream(content), content.length, -1)
                                .build()));
    }

    @Override
    public byte[] get(String key) {
        return calls.run("get", key, () -> {
            try (InputStream in = client.getObject(GetObjectArgs.builder()
                    .bucket(settings.bucket())
                    .object(key)
                    .build())) {
                return in.readAllBytes();
            }
        });
    }

    @Override
    public byte[] get(String key, long offset, int length) {
        return calls.run("get", key, () -> {
            try (InputStream in = client.getObject(GetObjectArgs.builder()
                    .bucket(settings.bucket())
                    .object(key)
                    .offset(offset)
                    .length((long) length)
                    .build())) {
                return in.readAllBytes();
            }
        });
    }

    @Override
    public ObjectUpload upload(String key, String contentType) {
        var place = new MultipartUpload.Place(settings.bucket(), settings.region(), key, contentType);
        return new MultipartUpload(place, content -> put(key, content, contentType, Map.of()), memory, calls);
    }

    @Override
    public InputStream open(String key) {
        return calls.run(
                "get",
                key,
                () -> client.getObject(GetObjectArgs.builder()
                        .bucket(settings.bucket())
                        .object(key)
                        .build()));
    }

    @Override
    public Optional<ObjectInfo> stat(String key) {
        try {
            StatObjectResponse found = calls.run(
                    "stat",
                    key,
                    () -> client.statObject(StatObjectArgs.builder()
                            .bucket(settings.bucket())
                            .object(key)
                            .build()));
            return Optional.of(new ObjectInfo(
                    key, found.size(), found.contentType(), found.lastModified().toInstant(), found.userMetadata()));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> list(String prefix) {
        return calls.run("list", prefix, () -> {
            var keys = new ArrayList<String>();
            for (Result<Item> item : items(prefix, true)) {
                keys.add(item.get().objectName());
            }
            return keys;
        });
    }

    @Override
    public List<String> folders(String folder) {
        return calls.run("list", folder, () -> {
            var folders = new ArrayList<String>();
            for (Result<Item> item : items(folder, false)) {
                if (item.get().isDir()) {
                    folders.add(item.get().objectName());
                }
            }
            return folders;
        });
    }

    private Iterable<Result<Item>> items(String prefix, boolean recursive) {
        return client.listObjects(ListObjectsArgs.builder()
                .bucket(settings.bucket())
                .prefix(prefix)
                .recursive(recursive)
                .build());
    }

    @Override
    public void delete(String key) {
        calls.run("delete", key, () -> {
            client.removeObject(RemoveObjectArgs.builder()
                    .bucket(settings.bucket())
                    .object(key)
                    .build());
            return true;
        });
    }

    @Override
    public URI presignedLink(String key, Duration validity) {
        return calls.run("presign", key, () -> links.link(key, validity, Instant.now()));
    }

    private String clientsLink(String key) throws Exception {
        return publicClient.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(Method.GET)
                .bucket(settings.bucket())
                .object(key)
                .build());
    }

    @Override
    public boolean isReachable() {
        try {
            calls.run(
                    "look for bucket",
                    settings.bucket(),
                    () -> client.bucketExists(
                            BucketExistsArgs.builder().bucket(settings.bucket()).build()));
            return true;
        } catch (StoreUnavailableException | StoreRefusedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
