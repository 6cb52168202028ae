package dev.atelier.gateway.testing;

import dev.atelier.contract.testing.EmbeddedServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged gateway in a JVM of its own, which ends with this one. */
public final class GatewayProcess implements AutoCloseable {
    /** The setting of the port; one that the system chooses unless given. */
    public static final String PORT = "QUARKUS_HTTP_PORT";

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://127\\.0\\.0\\.1:([0-9]+)\\s");

    private final Process process;
    private final Path output;
    private final Api api;

    private GatewayProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.api = new Api(URI.create("http://127.0.0.1:" + port));
    }

    /** Starts it against these servers and returns when it listens, which may be before it is ready. */
    public static GatewayProcess start(EmbeddedServers servers, Map<String, String> settings) {
        return start(servers.kafka(), servers.s3(), settings);
    }

    /**
     * Starts it and returns when it listens.
     *
     * @param settings more environment variables
     */
    public static GatewayProcess start(String kafka, URI s3, Map<String, String> settings) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put(PORT, "0");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
        environment.put("ATELIER_STORE_ENDPOINT", s3.toString());
        environment.put("ATELIER_STORE_ACCESS_KEY", "atelier-test");
        environment.put("ATELIER_STORE_SECRET_KEY", "atelier-test-secret");
        environment.put(
                "ATELIER_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
        environment.putAll(settings);
        try {
            Path output = Files.createTempFile("atelier-gateway-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            return new GatewayProcess(process, output, awaitPort(process, output));
        } catch (IOException e) {
            throw new UncheckedIOException("The gateway can't be started", e);
        }
    }

    private static List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar"));
        command.add(Path.of(System.getProperty("atelier.root"), "gateway/target/quarkus-app/quarkus-run.jar")
                .toString());
        return command;
    }

    private static int awaitPort(Process process, Path output) {
        Matcher said = Awaitility.await("a port")
                .atMost(PATIENCE)
                .until(
                        () -> {
                            if (!process.isAlive()) {
                                throw new IllegalStateException(
                                        "The gateway ended with code " + process.exitValue() + ":\n" + log(output));
                            }
                            return LISTENING.matcher(log(output));
                        },
                        Matcher::find);
        return Integer.parseInt(said.group(1));
    }

    /** Waits until it is ready, and knows the products. */
    public GatewayProcess ready() {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            HttpResponse<String> health = api.get("/q/health/ready");
            return health.statusCode() == 200 && health.body().contains("\"products\": \"following\"");
        });
        return this;
    }

    public Api api() {
        return api;
    }

    /** What it has written so far. */
    public String log() {
        return log(output);
    }

    private static String log(Path output) {
        try {
            // It may end within a character now.
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end, as a launcher does; returns its exit code. */
    public int terminate() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The gateway does not end:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    /** Ends it at once, as a crash would; returns when it is gone. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
