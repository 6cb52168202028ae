package dev.atelier.contract.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One JVM that runs the program of deploy/infrastructure, always on the same folder and ports. */
final class ServerProcess {
    /** For a machine that is busy with the tests of several modules. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Path folder;
    private final List<String> options;
    private Optional<Process> process = Optional.empty();
    private Optional<JsonNode> endpoints = Optional.empty();

    /** @param options of the program, beside those about folder, ports and parent */
    ServerProcess(Path folder, List<String> options) {
        this.folder = folder;
        this.options = List.copyOf(options);
    }

    /** Returns before the servers answer; see {@link #awaitReady}. */
    synchronized void launch() {
        if (process.map(Process::isAlive).orElse(false)) {
            throw new IllegalStateException("The servers are running already; kill() them first");
        }
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(ready());
            ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
            builder.environment()
                    .putAll(Map.of(
                            "ATELIER_S3_ACCESS_KEY", EmbeddedServers.ACCESS_KEY,
                            "ATELIER_S3_SECRET_KEY", EmbeddedServers.SECRET_KEY));
            process = Optional.of(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("The servers in " + folder + " can't be started", e);
        }
    }

    /** Returns when the servers that were launched answer. */
    synchronized void awaitReady() {
        Process launched = process.orElseThrow(() -> new IllegalStateException("launch() the servers first"));
        try {
            awaitReady(launched);
            endpoints = Optional.of(new ObjectMapper().readTree(ready().toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("The servers in " + folder + " can't be started", e);
        }
    }

    private Path ready() {
        return folder.resolve("ready.json");
    }

    /** Ends it at once, as a crash would, and returns when it is gone. */
    synchronized void kill() {
        process.ifPresent(running -> {
            running.destroyForcibly();
            try {
                if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("Process " + running.pid() + " survives SIGKILL");
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        });
    }

    /** What the ready file says under this name. */
    synchronized String endpoint(String name) {
        return endpoints
                .map(json -> json.path(name).asText())
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IllegalStateException("These servers have no " + name + ": options " + options));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // Kafka and Guice use what Java warns of from JDK 24 on, and older ones don't know the option.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                // Up in two thirds of the time, and a test gives no time for more compilation to pay.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                InfrastructureJar.find().toString(),
                "--data",
                folder.resolve("data").toString(),
                "--ready-file",
                ready().toString(),
                "--parent",
                Long.toString(ProcessHandle.current().pid())));
        endpoints.ifPresent(last -> {
            if (last.has("kafka")) {
                command.addAll(List.of("--kafka-port", port(last.get("kafka").asText())));
            }
            if (last.has("s3")) {
                command.addAll(List.of("--s3-port", port(last.get("s3").asText())));
            }
        });
        command.addAll(options);
        return command;
    }

    private static String port(String address) {
        return address.substring(address.lastIndexOf(':') + 1);
    }

    private void awaitReady(Process started) throws IOException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!Files.exists(ready())) {
            try {
                if (started.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(
                            "The servers ended with code " + started.exitValue() + ":\n" + Files.readString(output()));
                }
            } catch (InterruptedException e) {
                started.destroyForcibly();
                throw interrupted(e);
            }
            if (Instant.now().isAfter(deadline)) {
                started.destroyForcibly();
                throw new IllegalStateException("The servers were not ready within " + PATIENCE.toSeconds() + " s:\n"
                        + Files.readString(output()));
            }
        }
    }

    private Path output() {
        return folder.resolve("output.log");
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while waiting for the servers", e);
    }
}
