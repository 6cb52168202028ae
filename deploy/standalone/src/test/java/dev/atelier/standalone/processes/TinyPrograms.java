package dev.atelier.standalone.processes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small programs to supervise, each a class with a main method run by this Java. */
final class TinyPrograms {
    private TinyPrograms() {}

    static Program of(String name, Class<?> main, Path folder, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-cp",
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                main.getName()));
        command.addAll(List.of(arguments));
        return new Program(name, command, Map.of(), folder);
    }

    /** Says its name and an error, then waits; ends in good order when told to. */
    static final class Obedient {
        public static void main(String[] arguments) throws Exception {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("drained")));
            System.out.println("2026-01-01 00:00:00,000 ERROR Obedient a thing went wrong");
            System.out.println("ready, variable " + System.getenv("ATELIER_TEST"));
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    /** Does not end when it is told to. */
    static final class Stubborn {
        public static void main(String[] arguments) throws Exception {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                while (true) {
                    Thread.onSpinWait();
                    sleep();
                }
            }));
            System.out.println("ready");
            Thread.sleep(Long.MAX_VALUE);
        }

        private static void sleep() {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Dies at once. */
    static final class Dying {
        public static void main(String[] arguments) {
            System.out.println("cannot find my hat");
            System.exit(7);
        }
    }
}
