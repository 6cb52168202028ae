package dev.atelier.gateway.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import dev.atelier.gateway.testing.WorkerRole;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

    private static List<String> ids(Stream<String> lines) {
        return lines.filter(line -> line.startsWith("id:"))
                .map(line -> line.substring(3).strip())
                .toList();
    }

    /** Reads a stream up to an event's id, and breaks the connection. */
    private List<String> idsUntil(Api gateway, String path, String seen, String last) {
        List<String> found = new ArrayList<>();
        HttpResponse<Stream<String>> stream =
                seen.isEmpty() ? gateway.stream(path) : gateway.stream(path, "Last-Event-ID", seen);
        try (Stream<String> lines = stream.body()) {
            Iterator<String> each = lines.iterator();
            while (each.hasNext() && !found.contains(last)) {
                String line = each.next();
                if (line.startsWith("id:")) {
                    found.add(line.substring(3).strip());
                }
            }
        }
        return found;
    }

    @Test
    void overBrokenConnectionsAndTwoGatewaysEveryEventComesOnce() {
        try (GatewayProcess other = Installation.shared().gateway(Map.of())) {
            String id = api.newJob(3);
            worker.start(id);
            worker.store(id, 0);
            assertThat(idsUntil(api, path(id), "", "3")).containsExactly("1", "2", "3");
            worker.store(id, 1);
            assertThat(idsUntil(other.api(), path(id), "3", "4")).containsExactly("4");
            worker.store(id, 2);
            worker.complete(id, 3);
            assertThat(ids(api.stream(path(id), "Last-Event-ID", "4").body())).containsExactly("5", "6");
            awaitEnd(id);
            assertThat(ids(other.api().stream(path(id)).body())).containsExactly("1", "2", "3", "4", "5", "6");
        }
    }

    /** As on a gateway that has not read as far as the one the client comes from. */
    @Test
    void whoHasSeenMoreThanThisGatewayGetsNothingTwice() {
        String id = api.newJob(1);
        CompletableFuture<List<String>> rest = CompletableFuture.supplyAsync(
                () -> ids(api.stream(path(id), "Last-Event-ID", "2").body()));
        worker.fulfil(id, 1);
        assertThat(rest.join()).containsExactly("3", "4");
    }

    @Test
    void anIdThatNoEventCanHaveIsAnsweredWithEverything() {
        String id = api.newJob(1);
        worker.fulfil(id, 1);
        awaitEnd(id);
        for (String odd : List.of("99", "abc", "-1", "99999999999999999999")) {
            assertThat(ids(api.stream(path(id), "Last-Event-ID", odd).body()))
                    .as(odd)
                    .containsExactly("1", "2", "3", "4");
        }
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
        await("those who left before").until(() -> openStreams() == 0);
        HttpResponse<Stream<String>> stream = api.stream(path(id));
        await().until(() -> openStreams() == 1);
        stream.body().close();
        await().until(() -> openStreams() == 0);
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
