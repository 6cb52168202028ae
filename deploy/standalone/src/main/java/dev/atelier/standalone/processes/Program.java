package dev.atelier.standalone.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program to run as a child.
 *
 * @param name unique among the children, also of its log file
 * @param command executable and arguments
 * @param environment added to this process's own
 * @param folder in which it runs
 */
public record Program(String name, List<String> command, Map<String, String> environment, Path folder) {
    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    Process start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
