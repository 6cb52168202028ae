package dev.atelier.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The files of objects that are being written. */
record StagingFolder(Path folder) {
    // Enough for a parent folder to vanish again and again because its last other object is being deleted.
    private static final int ATTEMPTS = 100;

    /** Moves a whole object to its place, in one step, over whatever lies there. */
    void publish(String staged, Path target) {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.createDirectories(target.getParent());
                Files.move(
                        folder.resolve(staged),
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (NoSuchFileException parentVanished) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(parentVanished);
                }
            } catch (IOException e) {
                if (collides(target)) {
                    throw new IllegalArgumentException(
                            "No key may be the folder of another, as a is in a and a/b: " + target, e);
                }
                throw new UncheckedIOException("An object can't be written to " + target, e);
            }
        }
    }

    private static boolean collides(Path target) {
        boolean collides = Files.isDirectory(target);
        for (Path above = target.getParent(); above != null && !collides; above = above.getParent()) {
            collides = Files.isRegularFile(above);
        }
        return collides;
    }

    /** Throws away what was begun under names that start so. */
    void discard(String prefix) {
        try (DirectoryStream<Path> begun = Files.newDirectoryStream(
                folder, path -> path.getFileName().toString().startsWith(prefix))) {
            for (Path path : begun) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
