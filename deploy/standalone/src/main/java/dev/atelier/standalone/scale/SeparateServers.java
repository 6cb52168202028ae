package dev.atelier.standalone.scale;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.infrastructure.Infrastructure;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.datafolder.Ports;
import dev.atelier.standalone.datafolder.StoreKeys;
import dev.atelier.standalone.launch.JavaCommand;
import dev.atelier.standalone.processes.Program;
import dev.atelier.standalone.processes.Supervisor;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Broker and store, each in a process of its own: so each has its own figures, and can be killed alone. */
final class SeparateServers implements AutoCloseable {
    static final String BROKER = "broker";
    static final String STORE = "store";
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Supervisor supervisor;
    private final String kafka;
    private final StoreSettings store;

    private SeparateServers(Supervisor supervisor, String kafka, StoreSettings store) {
        this.supervisor = supervisor;
        this.kafka = kafka;
        this.store = store;
    }

    /** Starts both on the folder, and returns when clients can connect. */
    static SeparateServers start(DataFolder data) throws IOException, InterruptedException {
        Ports ports = Ports.of(data);
        StoreKeys keys = StoreKeys.of(data);
        Path brokerReady = data.root().resolve("broker-ready.json");
        Path storeReady = data.root().resolve("store-ready.json");
        Program broker =
                program(BROKER, data, brokerReady, "--no-s3", "--kafka-port", Integer.toString(ports.of("kafka")));
        Program store = program(
                STORE,
                data,
                storeReady,
                "--no-kafka",
                "--s3-port",
                Integer.toString(ports.of("s3")),
                "--access-key",
                keys.accessKey(),
                "--secret-key",
                keys.secretKey());
        Supervisor supervisor = new Supervisor(List.of(broker, store), data.logs(), event -> {});
        supervisor.start();
        try {
            String kafka = await(brokerReady, data).path("kafka").textValue();
            String endpoint = await(storeReady, data).path("s3").textValue();
            return new SeparateServers(
                    supervisor,
                    kafka,
                    new StoreSettings(endpoint, endpoint, "us-east-1", keys.accessKey(), keys.secretKey(), "atelier"));
        } catch (RuntimeException | IOException | InterruptedException e) {
            supervisor.stop(STOP);
            throw e;
        }
    }

    private static Program program(String name, DataFolder data, Path ready, String... options) {
        var arguments = new ArrayList<>(List.of(
                "--data",
                data.root().toString(),
                "--ready-file",
                ready.toString(),
                "--parent",
                Long.toString(ProcessHandle.current().pid())));
        arguments.addAll(List.of(options));
        List<String> command = JavaCommand.LAUNCHER.ofClass(Infrastructure.class, arguments.toArray(String[]::new));
        return new Program(name, command, Map.of(), data.root());
    }

    private static JsonNode await(Path ready, DataFolder data) throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!Files.exists(ready)) {
            if (System.nanoTime() > end) {
                throw new CommandFailure(
                        "broker or store is not ready after " + START.toSeconds() + " s; see " + data.logs());
            }
            Thread.sleep(100);
        }
        return Json.mapper().readTree(ready.toFile());
    }

    /** Bootstrap servers of the broker. */
    String kafka() {
        return kafka;
    }

    StoreSettings store() {
        return store;
    }

    Map<String, Long> pids() {
        return supervisor.pids();
    }

    @Override
    public void close() {
        supervisor.stop(STOP);
    }
}
