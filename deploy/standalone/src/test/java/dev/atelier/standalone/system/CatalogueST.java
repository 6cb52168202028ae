package dev.atelier.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.ManifestLine;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.testing.EmbeddedServers;
import dev.atelier.contract.testing.HeldStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A catalogue from its file to the downloaded shards, over the death of each process. With {@code
 * -Datelier.catalogue.items=100000} a larger one.
 */
class CatalogueST {
    private static final int ITEMS = Integer.getInteger("atelier.catalogue.items", 20_000);
    /** Small, so that there are many to be listed and many to be made. */
    private static final int SHARD = 100;

    private static final int SHARDS = ITEMS / SHARD;
    /** Shards of which the same items are made once more. */
    private static final int AGAIN = 5;

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    /** Of a batch's objects in the store. */
    private static final String PUT = "PUT /atelier/batches/[^/]+/[^/]+/";

    @TempDir
    private Path folder;

    private final EmbeddedServers servers = EmbeddedServers.shared();
    /** Whose keys {@code up} takes from the environment. */
    private final Map<String, String> environment =
            Map.of("ATELIER_STORE_ACCESS_KEY", servers.accessKey(), "ATELIER_STORE_SECRET_KEY", servers.secretKey());

    @Test
    void eachItemIsMadeOnceThoughExpanderWorkerAndGatewayAreKilledAndTheSameItemsAreTheSameBytes() throws Exception {
        try (HeldStore store = new HeldStore(servers.s3());
                RunningAtelier running = RunningAtelier.start(
                        new Command(folder, environment), folder.resolve("data"), "--s3", store.address())) {
            Path file = folder.resolve("catalogue.csv");
            Files.writeString(file, table(running, ITEMS));
            store.hold(PUT + "items/", SHARDS / 2);
            String batch = submit(file);

            store.awaitRequest();
            until(() -> shards(running, batch, "listed") >= 1);
            kill(running.pid("worker"));
            assertThat(shards(running, batch, "listed"))
                    .as("shards listed when the expander's process was killed")
                    .isBetween(1, SHARDS - 1);

            // Some of them are of shards that were made before, or twice.
            store.hold(PUT + "shard-", SHARDS / 4);
            store.awaitRequest();
            until(() -> shards(running, batch, "stored") >= SHARDS / 8);
            kill(running.pid("worker"));
            assertThat(shards(running, batch, "stored"))
                    .as("shards stored when the worker was killed")
                    .isBetween(SHARDS / 8, SHARDS - 1);

            store.hold(PUT + "shard-", SHARDS / 4);
            store.awaitRequest();
            kill(running.pid("gateway"));
            store.release();

            patiently().ignoreExceptions().until(() -> state(running, batch).equals("completed"));
            Path out = download(batch, "out");
            assertEachItemOnceAndRight(out);
            assertEachReportIsOfTheShard(running, batch, out);

            Path some = folder.resolve("some.csv");
            Files.writeString(some, table(running, AGAIN * SHARD));
            String again = submit(some);
            until(() -> state(running, again).equals("completed"));
            Path outAgain = download(again, "again");
            for (int shard = 0; shard < AGAIN; shard++) {
                assertThat(tar(outAgain, shard)).hasSameBinaryContentAs(tar(out, shard));
            }
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    private static void until(Callable<Boolean> condition) {
        patiently().until(condition);
    }

    private static String table(RunningAtelier running, int items) throws Exception {
        JsonNode attribute = running.get("/v1/models/fashion-mnist-cgan/schema").at("/schema/attributes/0");
        JsonNode values = attribute.path("values");
        return "id," + attribute.path("name").textValue() + "\n"
                + IntStream.range(0, items)
                        .mapToObj(i -> "item-" + i + ","
                                + values.path(i % values.size()).textValue() + "\n")
                        .collect(Collectors.joining());
    }

    private String submit(Path file) throws Exception {
        return json(
                        "catalogue",
                        "submit",
                        file.toString(),
                        "--model",
                        "fashion-mnist-cgan",
                        "--seed",
                        "7",
                        "--shard-size",
                        Integer.toString(SHARD),
                        "--json")
                .path("id")
                .textValue();
    }

    private Path download(String batch, String name) throws Exception {
        Path out = folder.resolve(name);
        json("catalogue", "download", batch, "--out", out.toString(), "--json");
        return out;
    }

    private JsonNode json(String... arguments) throws Exception {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        Command.Result result = new Command(folder, environment).run(all.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.all()).isZero();
        return Json.mapper().readTree(result.out());
    }

    private static JsonNode batch(RunningAtelier running, String id) throws IOException, InterruptedException {
        return running.get("/v1/catalogues/" + id);
    }

    private static String state(RunningAtelier running, String id) throws IOException, InterruptedException {
        return batch(running, id).path("state").asText();
    }

    private static int shards(RunningAtelier running, String id, String which)
            throws IOException, InterruptedException {
        return batch(running, id).path("shards").path(which).intValue();
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        patiently().until(() -> !RunningAtelier.isAlive(pid));
    }

    private static Path tar(Path folder, int shard) {
        return folder.resolve("shard-%05d.tar".formatted(shard));
    }

    /** The manifest names the items in the order of the file, and every picture lies where it says. */
    private static void assertEachItemOnceAndRight(Path out) throws IOException {
        List<String> lines = Files.readAllLines(out.resolve("manifest.jsonl"));
        assertThat(lines).hasSize(ITEMS);
        for (int i = 0; i < lines.size(); i++) {
            ManifestLine line = Json.mapper().readValue(lines.get(i), ManifestLine.class);
            assertThat(line.id()).isEqualTo("item-" + i);
            assertThat(line.seed()).isEqualTo(7 + i);
            byte[] png = new byte[line.size()];
            try (var shard = new RandomAccessFile(out.resolve(line.shard()).toFile(), "r")) {
                shard.seek(line.offset());
                shard.readFully(png);
            }
            assertThat(Sha256.of(png)).as(line.id()).isEqualTo(line.sha256());
        }
    }

    /** What was said of a shard when it was made, and when it was made again, is so of the one that lies in the store. */
    private static void assertEachReportIsOfTheShard(RunningAtelier running, String batch, Path out)
            throws IOException {
        Map<Integer, List<ShardStored>> reports = CatalogueLog.stored(running, batch);
        assertThat(reports).hasSize(SHARDS);
        for (int shard = 0; shard < SHARDS; shard++) {
            String sha256 = Sha256.of(Files.readAllBytes(tar(out, shard)));
            assertThat(reports.get(shard))
                    .as("reports of shard " + shard)
                    .allSatisfy(report -> assertThat(report.sha256()).isEqualTo(sha256));
        }
    }
}
