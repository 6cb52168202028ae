package dev.atelier.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfrastructureIT {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path JAR = Path.of("target/atelier-infrastructure.jar").toAbsolutePath();

    private static final String OUTPUT = "output.log";
    private static final String ERRORS = "errors.log";

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNothingRunning() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void saysWhereTheServersAreAndNothingElseAndStopsOnSigterm() throws Exception {
        Process program = run("--data", folder.resolve("data").toString(), "--ready-file", ready().toString());
        JsonNode endpoints = awaitReady(program);

        String kafka = endpoints.get("kafka").asText();
        KafkaClient client = new KafkaClient(kafka);
        client.createTopic("shirts");
        client.send("shirts", List.of("navy"));
        assertThat(client.receive("shirts", 1)).containsExactly("navy");
        String s3 = endpoints.get("s3").asText();
        assertThat(StoreClient.to(
                                URI.create(s3),
                                endpoints.get("accessKey").asText(),
                                endpoints.get("secretKey").asText())
                        .listBuckets())
                .isEmpty();

        program.destroy();
        assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(lines(OUTPUT)).containsExactly("Kafka broker on " + kafka, "S3 endpoint on " + s3);
    }

    @Test
    void endsWithTheProcessItBelongsTo() throws Exception {
        Process parent = start(new ProcessBuilder("sleep", "600"));
        Process program = run(
                "--data",
                folder.resolve("data").toString(),
                "--no-kafka",
                "--ready-file",
                ready().toString(),
                "--parent",
                Long.toString(parent.pid()));
        assertThat(awaitReady(program).has("kafka")).isFalse();
        assertThat(program.isAlive()).isTrue();

        parent.destroyForcibly();

        assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void saysInOneLineThatAPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(other.getLocalPort());
            Process program = run("--data", folder.resolve("data").toString(), "--kafka-port", port);

            assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(1);
            assertThat(lines(OUTPUT)).isEmpty();
            assertThat(lines(ERRORS)).singleElement().asString().startsWith("Port " + port + " on 127.0.0.1");
        }
    }

    @Test
    void saysWhatIsWrongWithItsOptions() throws Exception {
        Process program = run("--data", folder.resolve("data").toString(), "--no-kafka", "--no-s3");

        assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isEqualTo(2);
        assertThat(lines(ERRORS).get(0)).contains("leave nothing to run");
    }

    private Process run(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                JAVA,
                "-Xmx256m",
                // Kafka and Guice use what Java warns of from JDK 24 on, and older ones don't know the option.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(options));
        return start(new ProcessBuilder(command));
    }

    private Process start(ProcessBuilder command) throws Exception {
        // Apart: on a busy machine the broker warns of this and that.
        Process process = command.redirectError(folder.resolve(ERRORS).toFile())
                .redirectOutput(folder.resolve(OUTPUT).toFile())
                .start();
        started.add(process);
        return process;
    }

    private JsonNode awaitReady(Process program) throws Exception {
        while (!Files.exists(ready())) {
            assertThat(program.waitFor(20, TimeUnit.MILLISECONDS))
                    .as(() -> "ended early: " + String.join("\n", lines(ERRORS)))
                    .isFalse();
        }
        return new ObjectMapper().readTree(ready().toFile());
    }

    private Path ready() {
        return folder.resolve("ready.json");
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
