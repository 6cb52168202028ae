package dev.atelier.trainer.datasets.sources;

import dev.atelier.contract.photos.UnusablePictureException;
import dev.atelier.trainer.datasets.DataSetException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;

/**
 * A data set's files in a folder. Links that lead out of the folder that was named are not followed: who unpacks a data set of
 * somebody else's must not find his own files in it.
 *
 * @param root of the data set, without links
 */
record FolderFiles(Path root) implements SourceFiles {

    private static final int DEEPEST = 3;

    static FolderFiles open(Path folder, String marker) throws IOException {
        Queue<Path> level = new ArrayDeque<>(List.of(folder));
        for (int depth = 0; depth <= DEEPEST; depth++) {
            Queue<Path> next = new ArrayDeque<>();
            for (Path place : level) {
                if (Files.isRegularFile(place.resolve(marker))) {
                    FolderFiles files = new FolderFiles(place.toRealPath());
                    files.checked(marker);
                    return files;
                }
                try (Stream<Path> children = Files.list(place)) {
                    children.filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
                            .sorted()
                            .forEach(next::add);
                }
            }
            level = next;
        }
        throw new DataSetException(folder + " has no " + marker + ", nor has a folder in it");
    }

    @Override
    public String name() {
        return root.getFileName().toString();
    }

    @Override
    public boolean has(String file) {
        return inside(file) && Files.isRegularFile(root.resolve(file));
    }

    /** Names come from tables, which anyone can write. */
    private boolean inside(String file) {
        return root.resolve(file).normalize().startsWith(root);
    }

    @Override
    public byte[] picture(String file) throws IOException, UnusablePictureException {
        if (leadsOut(file)) {
            throw new UnusablePictureException("link out of the data set's folder", "not followed");
        }
        long size = Files.size(checked(file));
        if (size > LARGEST_PICTURE) {
            throw new UnusablePictureException("file of more bytes than any photo", size + " of them");
        }
        return Files.readAllBytes(checked(file));
    }

    @Override
    public InputStream stream(String file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(checked(file)), 1 << 16);
    }

    private boolean leadsOut(String file) throws IOException {
        return has(file) && !root.resolve(file).toRealPath().startsWith(root);
    }

    private Path checked(String file) throws IOException {
        if (!has(file)) {
            throw new DataSetException(file + " is missing in " + root);
        }
        if (leadsOut(file)) {
            throw new DataSetException(root.resolve(file) + " is a link out of the data set's folder, to "
                    + root.resolve(file).toRealPath() + ": put the file itself there");
        }
        return root.resolve(file);
    }

    @Override
    public void close() {}
}
