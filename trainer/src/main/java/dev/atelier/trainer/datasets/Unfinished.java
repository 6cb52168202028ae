package dev.atelier.trainer.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files and folders that are being written, beside the place that they are moved to. Their names tell the process that writes
 * them, so that what a killed one left can be told from the work of a live one. A process of another machine, or with a number
 * that another has got meanwhile, is the limit of that: the number's new owner keeps a leftover from being cleared.
 */
public final class Unfinished {

    private static final Pattern NAME = Pattern.compile("\\..+\\.(\\d{1,18})-[0-9a-f-]{36}\\.part");

    private Unfinished() {}

    /** A name of this process's own for what shall be {@code target}. */
    public static Path beside(Path target) {
        return target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ".part");
    }

    /** Removes from a folder what processes left that are no more; a folder that is not there has nothing. */
    public static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> left;
        try (Stream<Path> children = Files.list(folder)) {
            left = children.filter(Unfinished::isLeft).toList();
        }
        for (Path path : left) {
            remove(path);
        }
    }

    /** Removes a file, or a folder with all that is in it. */
    public static void remove(Path path) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.deleteIfExists(file);
        }
    }

    private static boolean isLeft(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        return name.matches()
                && ProcessHandle.of(Long.parseLong(name.group(1)))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }
}
