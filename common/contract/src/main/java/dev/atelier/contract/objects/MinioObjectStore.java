package dev.atelier.contract.objects;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InsufficientDataException;
import io.minio.errors.InternalException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import io.minio.http.Method;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** The store behind the MinIO client. */
public final class MinioObjectStore implements ObjectStore {
    private final StoreSettings settings;
    private final OkHttpClient http = StoreHttp.client();
    private final MinioClient client;
    private final MinioClient publicClient;

    public MinioObjectStore(StoreSettings settings) {
        this.settings = settings;
        this.client = client(settings.endpoint());
        this.publicClient = client(settings.publicEndpoint());
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
        call("make bucket", settings.bucket(), () -> {
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
        call(
                "put",
                key,
                () ->
                        client.putObject(PutObjectArgs.builder()
                                .bucket(settings.bucket())
                                .object(key)
                                .contentType(contentType)
                                .userMetadata(metadata)
                                .stream(new ByteArrayInputStream(content), content.length, -1)
                                .build()));
    }

    @Override
    public byte[] get(String key) {
        return call("get", key, () -> {
            try (InputStream in = client.getObject(GetObjectArgs.builder()
                    .bucket(settings.bucket())
                    .object(key)
                    .build())) {
                return in.readAllBytes();
            }
        });
    }

    @Override
    public Optional<ObjectInfo> stat(String key) {
        try {
            StatObjectResponse found = call(
                    "stat",
                    key,
                    () -> client.statObject(StatObjectArgs.builder()
                            .bucket(settings.bucket())
                            .object(key)
                            .build()));
            return Optional.of(new ObjectInfo(key, found.size(), found.contentType(), found.userMetadata()));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> list(String prefix) {
        return call("list", prefix, () -> {
            var keys = new ArrayList<String>();
            for (Result<Item> item : client.listObjects(ListObjectsArgs.builder()
                    .bucket(settings.bucket())
                    .prefix(prefix)
                    .recursive(true)
                    .build())) {
                keys.add(item.get().objectName());
            }
            return keys;
        });
    }

    @Override
    public void delete(String key) {
        call("delete", key, () -> {
            client.removeObject(RemoveObjectArgs.builder()
                    .bucket(settings.bucket())
                    .object(key)
                    .build());
            return true;
        });
    }

    @Override
    public URI presignedLink(String key, Duration validity) {
        return call(
                "presign",
                key,
                () -> URI.create(publicClient.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                        .method(Method.GET)
                        .bucket(settings.bucket())
                        .object(key)
                        .expiry(Math.toIntExact(validity.toSeconds()))
                        .build())));
    }

    @Override
    public boolean isReachable() {
        try {
            call(
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

    private interface StoreCall<T> {
        T run() throws Exception;
    }

    /** The one place where the client's exceptions become the port's. */
    private <T> T call(String what, String key, StoreCall<T> call) {
        String where = what + " " + key + " at " + settings;
        try {
            return call.run();
        } catch (ErrorResponseException e) {
            String code = e.errorResponse().code();
            int status = e.response() == null ? 0 : e.response().code();
            if (code.equals("NoSuchKey") || (status == 404 && !code.equals("NoSuchBucket"))) {
                throw new ObjectNotFoundException(key);
            }
            if (status >= 500 || status == 429) {
                throw new StoreUnavailableException(where + ": " + code, e);
            }
            throw new StoreRefusedException(where + ": " + code + " " + e.getMessage(), e);
        } catch (InvalidResponseException e) {
            // An answer without S3's XML; the client keeps its status only in the message.
            if (e.getMessage().contains("Response code: 4")) {
                throw new StoreRefusedException(where + ": " + e.getMessage(), e);
            }
            throw new StoreUnavailableException(where + ": " + e, e);
        } catch (IOException | ServerException | InternalException | InsufficientDataException e) {
            throw new StoreUnavailableException(where + ": " + e, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new StoreRefusedException(where + ": " + e, e);
        }
    }
}
