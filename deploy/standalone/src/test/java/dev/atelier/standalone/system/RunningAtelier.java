package dev.atelier.standalone.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code up} in a process of its own, on a data folder. */
final class RunningAtelier implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(8);
    private static final Duration STOP = Duration.ofMinutes(3);
    private static final Duration ANSWER = Duration.ofMinutes(3);

    /** Of HTTP/1.1: where a connection of HTTP/2 lost its gateway, a request on it may wait for ever. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path data;
    private final Process launcher;

    private RunningAtelier(Path data, Process launcher) {
        this.data = data;
        this.launcher = launcher;
    }

    /** Starts it and waits until it says that it is ready. */
    static RunningAtelier start(Path folder, Path data, String... options) throws IOException {
        return start(new Command(folder), data, options);
    }

    /** The same by a command with an environment. */
    static RunningAtelier start(Command atelier, Path data, String... options) throws IOException {
        Path output = Files.createTempFile(atelier.folder(), "up", ".txt");
        var arguments = new ArrayList<>(List.of("up", "--data", data.toString()));
        arguments.addAll(List.of(options));
        Process process = atelier.start(output, arguments.toArray(String[]::new));
        RunningAtelier running = new RunningAtelier(data, process);
        await().atMost(START).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("up ended with " + process.exitValue() + ":\n" + Files.readString(output));
            }
            return Files.readString(output).contains("Ctrl-C stops it");
        });
        return running;
    }

    JsonNode state() throws IOException {
        return Json.mapper().readTree(data.resolve("running.json").toFile());
    }

    URI gateway() throws IOException {
        return URI.create(state().path("gateway").textValue());
    }

    long pid(String child) throws IOException {
        return state().path("pids").path(child).longValue();
    }

    /** Of the launcher and all that it started. */
    List<Long> pids() {
        var pids = new ArrayList<>(List.of(launcher.pid()));
        launcher.toHandle().descendants().map(ProcessHandle::pid).forEach(pids::add);
        return pids;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return Json.mapper().readTree(bytes(path));
    }

    byte[] bytes(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(gateway().resolve(path)).timeout(ANSWER).build();
        return http.send(request, BodyHandlers.ofByteArray()).body();
    }

    /** Asks for pictures; returns the job's id. */
    String ask(String body) throws IOException, InterruptedException {
        return post("/v1/generations", body).path("id").textValue();
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    JsonNode put(String path, String body) throws IOException, InterruptedException {
        return send("PUT", path, body);
    }

    JsonNode delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "");
    }

    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway().resolve(path))
                .header("Content-Type", "application/json")
                .timeout(ANSWER)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return Json.mapper()
                .readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    }

    /** SIGTERM, as Ctrl-C does; returns the exit code. */
    int stop() throws InterruptedException {
        launcher.toHandle().destroy();
        if (!launcher.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("up did not end within " + STOP);
        }
        return launcher.exitValue();
    }

    void kill() throws InterruptedException {
        launcher.toHandle().destroyForcibly();
        launcher.waitFor();
    }

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Override
    public void close() throws InterruptedException {
        if (launcher.isAlive()) {
            stop();
        }
    }
}
