package dev.atelier.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an end leaves behind, and what it does not. */
class RestartST {
    private static final int STOPPED_BY_SIGTERM = 128 + 15;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void aStopLeavesNothingRunningAndEverythingStored() throws Exception {
        Path data = folder.resolve("data");
        JsonNode before;
        byte[] picture;
        List<Long> pids;
        try (RunningAtelier running = RunningAtelier.start(folder, data)) {
            before = generate(running);
            picture = running.bytes(before.path("images").path(0).path("url").textValue());
            await("launcher, gateway, worker, trainer")
                    .atMost(PATIENCE)
                    .until(() -> running.pids().size() == 4);
            pids = running.pids();

            assertThat(running.stop()).isEqualTo(STOPPED_BY_SIGTERM);
        }
        assertThat(pids).noneMatch(RunningAtelier::isAlive);
        assertThat(data.resolve("running.json")).doesNotExist();

        try (RunningAtelier running = RunningAtelier.start(folder, data)) {
            JsonNode after = running.get("/v1/generations/" + before.path("id").textValue());
            assertThat(after.path("status").textValue()).isEqualTo("completed");
            assertThat(after.path("endedAt")).isEqualTo(before.path("endedAt"));
            assertThat(running.bytes(before.path("images").path(0).path("url").textValue()))
                    .isEqualTo(picture);

            List<Long> again = running.pids();
            running.kill();

            await().atMost(PATIENCE).until(() -> again.stream().noneMatch(RunningAtelier::isAlive));
        }
    }

    private JsonNode generate(RunningAtelier running) throws Exception {
        String model =
                running.get("/v1/models").path("models").path(0).path("model").textValue();
        JsonNode attribute = running.get("/v1/models/" + model + "/schema")
                .path("schema")
                .path("attributes")
                .path(0);
        String attributes = "{\"" + attribute.path("name").textValue() + "\": \""
                + attribute.path("values").path(1).textValue() + "\"}";
        String id = running.ask("{\"model\": \"" + model + "\", \"attributes\": " + attributes + ", \"count\": 2}");
        await().atMost(PATIENCE).until(() -> running.get("/v1/generations/" + id)
                .path("status")
                .textValue()
                .equals("completed"));
        return running.get("/v1/generations/" + id);
    }
}
