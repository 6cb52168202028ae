package dev.atelier.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.ManifestLine;
import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue from its file to the downloaded shards, over the death of a worker. */
class CatalogueST {
    private static final int ITEMS = 2_000;
    private static final int SHARD = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    @Test
    void eachItemOfAFileIsMadeOnceThoughAWorkerIsKilledAndTheSameItemsAreTheSameBytes() throws Exception {
        try (RunningAtelier running = RunningAtelier.start(folder, folder.resolve("data"))) {
            Path file = folder.resolve("catalogue.csv");
            Files.writeString(file, table(running, ITEMS));
            String batch = submit(file);
            await().atMost(PATIENCE)
                    .until(() -> batch(running, batch).at("/shards/stored").intValue() >= 2);

            kill(running.pid("worker"));
            await().atMost(PATIENCE).until(() -> state(running, batch).equals("completed"));

            Path out = folder.resolve("out");
            JsonNode done = json("catalogue", "download", batch, "--out", out.toString(), "--json");
            assertThat(done.path("pictures").intValue()).isEqualTo(ITEMS);
            assertThat(done.path("shards").intValue()).isEqualTo(ITEMS / SHARD);
            assertEachItemOnceAndRight(out);

            Path some = folder.resolve("some.csv");
            Files.writeString(some, table(running, 3 * SHARD));
            String again = submit(some);
            await().atMost(PATIENCE).until(() -> state(running, again).equals("completed"));
            Path outAgain = folder.resolve("again");
            json("catalogue", "download", again, "--out", outAgain.toString(), "--json");
            for (String shard : List.of("shard-00000.tar", "shard-00001.tar", "shard-00002.tar")) {
                assertThat(outAgain.resolve(shard)).hasSameBinaryContentAs(out.resolve(shard));
            }
        }
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

    private JsonNode json(String... arguments) throws Exception {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        Command.Result result = new Command(folder).run(all.toArray(String[]::new));
        assertThat(result.exitCode()).as(result.all()).isZero();
        return Json.mapper().readTree(result.out());
    }

    private static JsonNode batch(RunningAtelier running, String id) throws IOException, InterruptedException {
        return running.get("/v1/catalogues/" + id);
    }

    private static String state(RunningAtelier running, String id) throws IOException, InterruptedException {
        return batch(running, id).path("state").asText();
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(30)).until(() -> !RunningAtelier.isAlive(pid));
    }

    private static void assertEachItemOnceAndRight(Path out) throws IOException {
        var ids = new HashSet<String>();
        List<String> lines = Files.readAllLines(out.resolve("manifest.jsonl"));
        for (int i = 0; i < lines.size(); i++) {
            ManifestLine line = Json.mapper().readValue(lines.get(i), ManifestLine.class);
            assertThat(line.seed()).isEqualTo(7 + i);
            assertThat(ids.add(line.id())).as(line.id()).isTrue();
            byte[] png = new byte[line.size()];
            try (var shard = new RandomAccessFile(out.resolve(line.shard()).toFile(), "r")) {
                shard.seek(line.offset());
                shard.readFully(png);
            }
            assertThat(Sha256.of(png)).isEqualTo(line.sha256());
        }
        assertThat(ids).hasSize(ITEMS);
    }
}
