package dev.atelier.workers.testing;

import dev.atelier.contract.testing.EmbeddedServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged worker in a JVM of its own, which ends with this one. */
public final class WorkerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Pattern LISTENS = Pattern.compile("Listening on: (http://\\S+)\\s");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path output;

    private WorkerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param settings more environment variables */
    static WorkerProcess start(EmbeddedServers servers, Path cache, Map<String, String> settings) {
        try {
            Path output = Files.createTempFile("atelier-worker-", ".log");
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            // All of its heap from the start on: what else it takes is that of the numerics.
                            "-Xms256m",
                            "-XX:+AlwaysPreTouch",
                            "-Dorg.bytedeco.javacpp.maxbytes=512m",
                            "-Dorg.bytedeco.javacpp.maxphysicalbytes=1500m",
                            "-jar",
                            Path.of(System.getProperty("atelier.root"), "workers/target/quarkus-app/quarkus-run.jar")
                                    .toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "QUARKUS_HTTP_HOST", "127.0.0.1",
                            "QUARKUS_HTTP_PORT", "0",
                            "KAFKA_BOOTSTRAP_SERVERS", servers.kafka(),
                            "ATELIER_STORE_ENDPOINT", servers.s3().toString(),
                            "ATELIER_STORE_ACCESS_KEY", servers.accessKey(),
                            "ATELIER_STORE_SECRET_KEY", servers.secretKey(),
                            "ATELIER_WORKER_CACHE", cache.toString(),
                            "ATELIER_PARENT_PID",
                                    Long.toString(ProcessHandle.current().pid()),
                            "OMP_NUM_THREADS", "1",
                            "ATELIER_WORKER_GENERATORS", "2"));
            builder.environment().putAll(settings);
            return new WorkerProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("The worker can't be started", e);
        }
    }

    public WorkerProcess awaitReady() {
        Awaitility.await("worker ready").atMost(PATIENCE).until(this::isReady);
        return this;
    }

    public boolean isReady() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("The worker ended with code " + process.exitValue() + ":\n" + output());
        }
        return address().isPresent() && get("/q/health/ready").statusCode() == 200;
    }

    /** Where it listens, once it does: it chooses a port that is free, and no other process can take it before. */
    private Optional<String> address() {
        return LISTENS.matcher(output()).results().map(found -> found.group(1)).findFirst();
    }

    /** The answer of a path of its HTTP port. */
    public HttpResponse<String> get(String path) throws IOException {
        String address =
                address().orElseThrow(() -> new IllegalStateException("The worker does not listen yet:\n" + output()));
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(address + path))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The sum of a metric over its tags, 0 where it is absent. */
    public double metric(String name) throws IOException {
        return sum(name, line -> true);
    }

    /** The sum of a metric over those of its lines that have a tag of this value, 0 where it is absent. */
    public double metric(String name, String value) throws IOException {
        return sum(name, line -> line.contains("=\"" + value + "\""));
    }

    private double sum(String name, Predicate<String> condition) throws IOException {
        return get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(condition)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** What it has written so far. */
    public String output() {
        try {
            // Its last line may end within a character.
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGTERM and returns when it is gone, with the time that took. */
    public Duration terminate() {
        long start = System.nanoTime();
        process.destroy();
        awaitEnd();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Ends it at once, as a crash would. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The worker does not end:\n" + output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Processor time that it has used so far. */
    public Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * Memory in bytes that the process has beside what its Java machine has set aside, heap and code: that of the numerics.
     * Linux only.
     */
    public long nativeBytes() throws IOException {
        long resident = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
        return resident - (long) metric("jvm_memory_committed_bytes");
    }

    /** Processor time of its threads so far, by the first letters of their names; Linux only. */
    public Map<String, Duration> cpuTimeByThread() throws IOException {
        var times = new TreeMap<String, Duration>();
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path task : tasks) {
                String stat = Files.readString(task.resolve("stat"));
                String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                Duration time = Duration.ofMillis(10 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12])));
                times.merge(name.replaceAll("[-#]?[0-9]+$", ""), time, Duration::plus);
            }
        }
        return times;
    }

    public List<String> errors() {
        return output().lines().filter(line -> line.contains(" ERROR ")).toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
