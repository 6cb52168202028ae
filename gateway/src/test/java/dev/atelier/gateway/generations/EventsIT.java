package dev.atelier.gateway.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.Installation;
import dev.atelier.gateway.testing.WorkerRole;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventsIT {
    private final Api api = Installation.sharedGateway().api();
    private final WorkerRole worker = Installation.shared().worker();

    private static List<String> names(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("event:"))
                .map(line -> line.substring(6).strip())
                .filter(name -> !name.equals("position"))
                .toList();
    }

    private static String path(String id) {
        return "/v1/generations/" + id + "/events";
    }

    private void awaitEnd(String id) {
        await().until(() -> api.job(id).has("endedAt"));
    }

    @Test
    void theStreamTellsTheWholeLifeOfAJobAndEndsWithIt() {
        String id = api.newJob(2);
        HttpResponse<Stream<String>> stream = api.stream(path(id));
        assertThat(stream.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        CompletableFuture<List<String>> lines =
                CompletableFuture.supplyAsync(() -> stream.body().toList());
        worker.fulfil(id, 2);
        assertThat(names(lines.join()))
                .containsExactly("queued", "started", "image-stored", "image-stored", "completed");
    }

    @Test
    void whoComesAfterTheEndGetsEverythingAtOnce() {
        String id = api.newJob(1);
        worker.fulfil(id, 1);
        awaitEnd(id);
        assertThat(names(api.stream(path(id)).body().toList()))
                .containsExactly("queued", "started", "image-stored", "completed");
    }

    @Test
    void whoComesBackGetsWhatFollowsTheLastEventSeen() {
        String id = api.newJob(1);
        worker.fulfil(id, 1);
        awaitEnd(id);
        assertThat(names(api.stream(path(id), "Last-Event-ID", "2").body().toList()))
                .containsExactly("image-stored", "completed");
    }

    @Test
    void whoHasSeenTheEndIsToldNotToComeBack() {
        String id = api.newJob(1);
        worker.fulfil(id, 1);
        awaitEnd(id);
        assertThat(api.get(path(id), "Last-Event-ID", "4").statusCode()).isEqualTo(204);
    }

    @Test
    void theEventOfAPictureSaysWhereItIs() {
        String id = api.newJob(1);
        worker.fulfil(id, 1);
        awaitEnd(id);
        assertThat(api.stream(path(id)).body().filter(line -> line.contains("/images/0.png")))
                .anyMatch(line -> line.startsWith("data:") && line.contains("\"sha256\""));
    }

    @Test
    void aFailureIsTheLastEventAndSaysWhy() {
        String id = api.newJob(1);
        worker.fail(id, "invalid-model", "The weights were altered.");
        awaitEnd(id);
        List<String> lines = api.stream(path(id)).body().toList();
        assertThat(names(lines)).containsExactly("queued", "failed");
        assertThat(lines).anyMatch(line -> line.contains("The weights were altered."));
    }

    @Test
    void aClientThatLeavesFreesItsStream() {
        String id = api.newJob(1);
        double before = openStreams();
        HttpResponse<Stream<String>> stream = api.stream(path(id));
        await().until(() -> openStreams() > before);
        stream.body().close();
        await().until(() -> openStreams() <= before);
    }

    private double openStreams() {
        return api.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("atelier_streams_open"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void thereAreNoEventsOfAnUnknownJob() {
        HttpResponse<String> response = api.get(path(UUID.randomUUID().toString()), "Accept", "text/event-stream");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }
}
