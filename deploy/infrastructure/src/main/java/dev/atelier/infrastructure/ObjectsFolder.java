package dev.atelier.infrastructure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of buckets, made ready for a start. */
final class ObjectsFolder {
    /** Where objects lie while they are written. S3 allows no bucket of this name. */
    static final String STAGING = ".staging";

    private ObjectsFolder() {}

    /**
     * Creates the folder, throws away what a killed predecessor had not finished, and tries the file system.
     *
     * @throws IOException if the file system keeps no extended attributes
     */
    static Path prepare(Path folder) throws IOException {
        Path staging = folder.resolve(STAGING);
        if (Files.exists(staging)) {
            delete(staging);
        }
        Files.createDirectories(staging);
        requireAttributes(staging);
        return folder;
    }

    // S3Proxy keeps checksums and metadata in extended attributes. Without them it would take objects in, and then
    // fail to give them out.
    private static void requireAttributes(Path staging) throws IOException {
        Path probe = Files.createFile(staging.resolve("probe"));
        UserDefinedFileAttributeView view = Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
        try {
            if (view == null) {
                throw new IOException("no such view");
            }
            view.write("user.probe", ByteBuffer.wrap("probe".getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IOException(
                    "the file system of " + staging.getParent()
                            + " has no extended attributes; choose a folder on one that has (ext4, xfs, btrfs, APFS)",
                    e);
        } finally {
            Files.delete(probe);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> childrenFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            childrenFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : childrenFirst) {
            Files.delete(path);
        }
    }
}
