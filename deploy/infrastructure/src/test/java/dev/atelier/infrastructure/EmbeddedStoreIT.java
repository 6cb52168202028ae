package dev.atelier.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.testing.EmbeddedServers;
import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.http.Method;
import io.minio.messages.Bucket;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreIT {
    private static final String BUCKET = "atelier";
    private static final int MIB = 1024 * 1024;

    @TempDir
    private Path folder;

    private EmbeddedStore store;
    private MinioClient client;

    @BeforeEach
    void openStore() throws Exception {
        store = new EmbeddedStore(folder, 0, "key", "secret");
        store.start();
        client = StoreClient.to(store.endpoint(), "key", "secret");
        client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void givesOutWhatWasPutInWithItsMetadata() throws Exception {
        client.putObject(PutObjectArgs.builder()
                .bucket(BUCKET)
                .object("images/default/job/0.png")
                .contentType("image/png")
                .userMetadata(Map.of("job", "42"))
                .stream(new ByteArrayInputStream(bytes(10_240)), 10_240, -1)
                .build());

        assertThat(get("images/default/job/0.png")).isEqualTo(bytes(10_240));
        var stat = client.statObject(StatObjectArgs.builder()
                .bucket(BUCKET)
                .object("images/default/job/0.png")
                .build());
        assertThat(stat.size()).isEqualTo(10_240);
        assertThat(stat.contentType()).isEqualTo("image/png");
        assertThat(stat.userMetadata()).containsEntry("job", "42");
    }

    @Test
    void overwritesACopyAndRemovesIt() throws Exception {
        put("a", bytes(1));
        put("b", bytes(2));
        client.copyObject(CopyObjectArgs.builder()
                .bucket(BUCKET)
                .object("a")
                .source(CopySource.builder().bucket(BUCKET).object("b").build())
                .build());
        assertThat(get("a")).isEqualTo(bytes(2));

        client.removeObject(
                RemoveObjectArgs.builder().bucket(BUCKET).object("a").build());
        assertThatThrownBy(() -> get("a")).isInstanceOfSatisfying(ErrorResponseException.class, e -> assertThat(
                        e.errorResponse().code())
                .isEqualTo("NoSuchKey"));
    }

    @Test
    void listsByPrefixOverSeveralPages() throws Exception {
        putAtOnce(1_100, i -> put("models/cgan/part-%04d".formatted(i), bytes(1)));
        put("runs/1/losses.jsonl", bytes(1));

        List<String> keys = list("models/");

        assertThat(keys).hasSize(1_100).isSorted();
        assertThat(list("runs/")).containsExactly("runs/1/losses.jsonl");
    }

    @Test
    void givesOutARange() throws Exception {
        put("shard.tar", bytes(1_000));
        try (InputStream range = client.getObject(GetObjectArgs.builder()
                .bucket(BUCKET)
                .object("shard.tar")
                .offset(100L)
                .length(50L)
                .build())) {
            assertThat(range.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes(1_000), 100, 150));
        }
    }

    @Test
    void letsAPresignedLinkReadThatObjectAlone() throws Exception {
        put("sheet.png", bytes(100));
        put("other.png", bytes(100));
        String link = client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(Method.GET)
                .bucket(BUCKET)
                .object("sheet.png")
                .expiry(5, TimeUnit.MINUTES)
                .build());

        HttpResponse<byte[]> answer = http(link);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(bytes(100));
        assertThat(http(link.replace("sheet.png", "other.png")).statusCode()).isEqualTo(403);
    }

    @Test
    void takesALargeObjectInParts() throws Exception {
        byte[] large = bytes(12 * MIB + 1);
        client.putObject(
                PutObjectArgs.builder()
                        .bucket(BUCKET)
                        .object("batches/default/1/shard-00000.tar")
                        .contentType("application/x-tar")
                        .stream(new ByteArrayInputStream(large), -1, 5L * MIB)
                        .build());

        assertThat(get("batches/default/1/shard-00000.tar")).isEqualTo(large);
        assertThat(list("")).containsExactly("batches/default/1/shard-00000.tar");
    }

    @Test
    void refusesTheAnonymousAndTheWronglySigned() throws Exception {
        put("secret.png", bytes(1));

        assertThat(http(store.endpoint() + "/" + BUCKET + "/secret.png").statusCode())
                .isEqualTo(403);
        for (MinioClient stranger :
                List.of(StoreClient.anonymous(store.endpoint()), StoreClient.to(store.endpoint(), "key", "wrong"))) {
            assertThatThrownBy(() -> stranger.getObject(GetObjectArgs.builder()
                            .bucket(BUCKET)
                            .object("secret.png")
                            .build()))
                    .isInstanceOfSatisfying(
                            ErrorResponseException.class,
                            e -> assertThat(e.response().code()).isEqualTo(403));
        }
    }

    @Test
    void keepsItsObjectsOverARestart() throws Exception {
        put("models/cgan/1/manifest.json", bytes(500));
        int port = store.endpoint().getPort();
        store.close();

        store = new EmbeddedStore(folder, port, "key", "secret");
        store.start();

        assertThat(get("models/cgan/1/manifest.json")).isEqualTo(bytes(500));
        assertThat(client.listBuckets()).extracting(Bucket::name).containsExactly(BUCKET);
    }

    @Test
    void canBeListedWhileObjectsArrive() throws Exception {
        byte[] content = bytes(10_240);
        CompletableFuture<Void> arriving =
                CompletableFuture.runAsync(() -> putAtOnce(500, i -> put("images/" + i, content)));
        List<String> strangers = new ArrayList<>();
        while (!arriving.isDone()) {
            list("images/").stream().filter(key -> !key.matches("images/\\d+")).forEach(strangers::add);
        }
        arriving.join();

        assertThat(strangers).isEmpty();
        assertThat(list("images/")).hasSize(500);
    }

    @Test
    void startsWithoutTheRemainsOfAKilledUpload() throws Exception {
        store.close();
        Path remains = Files.writeString(folder.resolve("objects/.staging/killed"), "half an obj");

        store = new EmbeddedStore(folder, store.endpoint().getPort(), "key", "secret");
        store.start();

        assertThat(remains).doesNotExist();
        assertThat(list("")).isEmpty();
    }

    @Test
    void losesNothingWhenItsProcessIsKilled() throws Exception {
        try (EmbeddedServers servers = EmbeddedServers.startSeparately()) {
            client = StoreClient.to(servers.s3(), servers.accessKey(), servers.secretKey());
            client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
            CompletableFuture<List<String>> confirmed = CompletableFuture.supplyAsync(this::putUntilItFails);
            while (list("images/").size() < 20) {
                Thread.onSpinWait();
            }

            servers.killStore();
            List<String> keys = confirmed.join();
            servers.restartStore();

            assertThat(list("images/")).containsAll(keys);
            for (String key : list("images/")) {
                assertThat(get(key)).isEqualTo(bytes(10_240));
            }
        }
    }

    @Test
    void namesThePortThatIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> new EmbeddedStore(folder, other.getLocalPort(), "key", "secret"))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " ")
                    .hasMessageContaining("S3 endpoint");
        }
    }

    @Test
    void refusesAKeyThatIsTheFolderOfAnother() {
        put("models/cgan", bytes(1));

        for (String key : List.of("models", "models/cgan/1", "models/cgan/1/manifest.json")) {
            assertThatThrownBy(() -> put(key, bytes(1))).hasMessageContaining("Response code: 400");
        }
    }

    private List<String> putUntilItFails() {
        List<String> confirmed = new ArrayList<>();
        try {
            while (true) {
                String key = "images/" + confirmed.size();
                put(key, bytes(10_240));
                confirmed.add(key);
            }
        } catch (IllegalStateException killed) {
            return confirmed;
        }
    }

    /** By as many clients as a worker has. */
    private static void putAtOnce(int count, IntConsumer put) {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = IntStream.range(0, count)
                    .<Future<?>>mapToObj(i -> clients.submit(() -> put.accept(i)))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            clients.shutdownNow();
        }
    }

    private void put(String key, byte[] content) {
        try {
            client.putObject(PutObjectArgs.builder().bucket(BUCKET).object(key).stream(
                            new ByteArrayInputStream(content), content.length, -1)
                    .build());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] get(String key) throws Exception {
        try (InputStream content = client.getObject(
                GetObjectArgs.builder().bucket(BUCKET).object(key).build())) {
            return content.readAllBytes();
        }
    }

    private List<String> list(String prefix) throws Exception {
        List<String> keys = new ArrayList<>();
        for (Result<Item> item : client.listObjects(ListObjectsArgs.builder()
                .bucket(BUCKET)
                .prefix(prefix)
                .recursive(true)
                .build())) {
            keys.add(item.get().objectName());
        }
        return keys;
    }

    private static HttpResponse<byte[]> http(String link) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The same bytes for the same length. */
    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
