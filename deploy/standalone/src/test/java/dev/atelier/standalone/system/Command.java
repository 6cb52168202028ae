package dev.atelier.standalone.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code deploy/atelier} from a folder that is not the project's.
 *
 * @param folder where it runs
 * @param environment beside this process's own
 */
record Command(Path folder, Map<String, String> environment) {
    private static final Path ATELIER = Path.of(System.getProperty("atelier.root"), "deploy", "atelier");
    private static final long MINUTES = 8;

    Command(Path folder) {
        this(folder, Map.of());
    }

    /** What a command came to. */
    record Result(int exitCode, String out, String err) {
        String all() {
            return out + err;
        }
    }

    /** Runs it to its end. */
    Result run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = builder(arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
            throw new AssertionError(List.of(arguments) + " did not end within " + MINUTES + " minutes:\n"
                    + Files.readString(out) + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Starts it with its output in a file. */
    Process start(Path output, String... arguments) throws IOException {
        return builder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private ProcessBuilder builder(String... arguments) {
        var command = new ArrayList<>(List.of(link().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        // These tests are a part of the build.
        builder.environment().put("ATELIER_BUILD", "never");
        builder.environment().remove("ATELIER_DATA");
        builder.environment().putAll(environment);
        return builder;
    }

    /** People link commands into their own folders. */
    private Path link() {
        Path link = folder.resolve("atelier-link");
        try {
            return Files.isSymbolicLink(link) ? link : Files.createSymbolicLink(link, ATELIER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
