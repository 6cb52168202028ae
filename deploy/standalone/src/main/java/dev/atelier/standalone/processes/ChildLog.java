package dev.atelier.standalone.processes;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A child's output: every line goes into its file, lines that tell of an error also to a listener. */
final class ChildLog {
    private static final int REMEMBERED = 20;
    // A log line's level stands near its start; a JVM that cannot start says "Error: …".
    private static final Pattern ERROR =
            Pattern.compile("^.{0,60}\\b(ERROR|FATAL|SEVERE)\\b.*|^(Error|Exception) .*|^Error: .*");

    private final Path file;
    private final Consumer<String> onErrorLine;
    private final Deque<String> last = new ArrayDeque<>();

    /**
     * Keeps the file of the run before as {@code NAME.log.1}.
     *
     * @param file made with its folder
     */
    ChildLog(Path file, Consumer<String> onErrorLine) throws IOException {
        this.file = file;
        this.onErrorLine = onErrorLine;
        Files.createDirectories(file.getParent());
        if (Files.exists(file)) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Copies until the output ends. */
    void copy(InputStream output) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
                BufferedWriter out =
                        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(line);
                out.newLine();
                if (!lines.ready()) {
                    out.flush();
                }
                remember(line);
                if (ERROR.matcher(line).matches()) {
                    onErrorLine.accept(line);
                }
            }
        }
    }

    private synchronized void remember(String line) {
        last.addLast(line);
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
    }

    synchronized List<String> lastLines() {
        return List.copyOf(last);
    }
}
