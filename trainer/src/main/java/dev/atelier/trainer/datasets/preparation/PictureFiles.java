package dev.atelier.trainer.datasets.preparation;

import dev.atelier.contract.artefact.Part;
import dev.atelier.contract.artefact.Sha256;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes numbered files of raw pictures, {@code NAME-00000.pictures} and so on, and their digests. */
final class PictureFiles implements Closeable {

    private final Path folder;
    private final String name;
    private final int perFile;
    private final Map<String, Part> files = new TreeMap<>();
    private int count;
    private String current = "";
    private long size;
    private MessageDigest digest = Sha256.newDigest();
    private OutputStream out = OutputStream.nullOutputStream();

    /** @param perFile pictures in a file */
    PictureFiles(Path folder, String name, int perFile) {
        this.folder = folder;
        this.name = name;
        this.perFile = perFile;
    }

    void add(byte[] picture) throws IOException {
        if (count % perFile == 0) {
            finishFile();
            current = String.format("%s-%05d.pictures", name, count / perFile);
            digest = Sha256.newDigest();
            out = new DigestOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(folder.resolve(current)), 1 << 16), digest);
        }
        out.write(picture);
        size += picture.length;
        count++;
    }

    int count() {
        return count;
    }

    /** Each file's digest and size, after {@link #close}. */
    Map<String, Part> files() {
        return files;
    }

    private void finishFile() throws IOException {
        out.close();
        if (size > 0) {
            files.put(current, new Part(HexFormat.of().formatHex(digest.digest()), size));
        }
        size = 0;
    }

    /** Closes all, whichever of them fails, and throws what the first one that failed did. */
    static void closeAll(Collection<? extends Closeable> all) throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (Closeable one : all) {
            try {
                one.close();
            } catch (IOException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            IOException first = failures.get(0);
            failures.subList(1, failures.size()).forEach(first::addSuppressed);
            throw first;
        }
    }

    @Override
    public void close() throws IOException {
        finishFile();
    }
}
