package dev.atelier.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    /** For a few JVMs to start, one after the other. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private final Queue<ChildEvent> events = new ConcurrentLinkedQueue<>();
    private final Queue<Supervisor> started = new ConcurrentLinkedQueue<>();

    private Supervisor start(Program... programs) throws IOException {
        Supervisor supervisor = new Supervisor(List.of(programs), folder.resolve("logs"), events::add);
        started.add(supervisor);
        supervisor.start();
        return supervisor;
    }

    @AfterEach
    void stopAll() {
        started.forEach(supervisor -> supervisor.stop(Duration.ZERO));
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(PATIENCE);
    }

    private String log(String name) throws IOException {
        Path file = folder.resolve("logs").resolve(name + ".log");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void aChildsOutputGoesToItsLogAndItsErrorsToTheListener() throws IOException {
        Program program = TinyPrograms.of("one", TinyPrograms.Obedient.class, folder);
        start(new Program("one", program.command(), Map.of("ATELIER_TEST", "set"), folder));

        patiently().until(() -> log("one").contains("ready, variable set"));
        assertThat(events)
                .contains(new ChildEvent.ErrorLine("one", "2026-01-01 00:00:00,000 ERROR Obedient a thing went wrong"))
                .doesNotHaveAnyElementsOfTypes(ChildEvent.Died.class);
    }

    @Test
    void aStopLetsAChildFinishAndKeepsItsLastWords() throws IOException {
        Supervisor supervisor = start(TinyPrograms.of("one", TinyPrograms.Obedient.class, folder));
        patiently().until(() -> log("one").contains("ready"));
        long pid = supervisor.pids().get("one");

        assertThat(supervisor.stop(PATIENCE)).isEmpty();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        patiently().until(() -> log("one").endsWith("drained" + System.lineSeparator()));
        assertThat(events).doesNotHaveAnyElementsOfTypes(ChildEvent.Died.class, ChildEvent.GivenUp.class);
    }

    @Test
    void aChildThatDoesNotEndIsKilledAndNamed() throws IOException {
        Supervisor supervisor = start(TinyPrograms.of("mule", TinyPrograms.Stubborn.class, folder));
        patiently().until(() -> log("mule").contains("ready"));
        long pid = supervisor.pids().get("mule");

        assertThat(supervisor.stop(Duration.ofMillis(300))).containsExactly("mule");

        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void aKilledChildIsReportedAndStartedAgain() throws IOException {
        Supervisor supervisor = start(TinyPrograms.of("one", TinyPrograms.Obedient.class, folder));
        patiently().until(() -> log("one").contains("ready"));
        long first = supervisor.pids().get("one");

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        patiently().until(() -> supervisor.pids().getOrDefault("one", first) != first);
        assertThat(events).anySatisfy(event -> assertThat(event).isInstanceOfSatisfying(ChildEvent.Died.class, died -> {
            assertThat(died.name()).isEqualTo("one");
            assertThat(died.exitCode()).isEqualTo(128 + 9);
        }));
    }

    @Test
    void aChildThatAlwaysDiesIsGivenUpWithItsLastLines() throws IOException {
        Supervisor supervisor = start(TinyPrograms.of("hatless", TinyPrograms.Dying.class, folder));

        patiently().until(() -> events.stream().anyMatch(ChildEvent.GivenUp.class::isInstance));

        assertThat(events).filteredOn(ChildEvent.Died.class::isInstance).hasSize(4);
        assertThat(events).last().isInstanceOfSatisfying(ChildEvent.GivenUp.class, givenUp -> {
            assertThat(givenUp.reason()).contains("hatless died 5 times in a row", "exit code was 7");
            assertThat(givenUp.lastLines()).contains("cannot find my hat");
        });
        assertThat(supervisor.pids()).isEmpty();
    }

    @Test
    void aProgramThatDoesNotExistIsGivenUpAtOnce() throws IOException {
        start(new Program("absent", List.of(folder.resolve("absent").toString()), Map.of(), folder));

        patiently().until(() -> events.stream().anyMatch(ChildEvent.GivenUp.class::isInstance));

        assertThat(events).hasSize(1);
    }

    @Test
    void theLogOfTheRunBeforeIsKept() throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logs/one.log"), "earlier");
        start(TinyPrograms.of("one", TinyPrograms.Obedient.class, folder));

        patiently().until(() -> log("one").contains("ready"));
        assertThat(folder.resolve("logs/one.log.1")).hasContent("earlier");
        assertThat(log("one")).doesNotContain("earlier");
    }
}
