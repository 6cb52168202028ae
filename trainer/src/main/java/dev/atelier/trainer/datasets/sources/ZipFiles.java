package dev.atelier.trainer.datasets.sources;

import dev.atelier.contract.photos.UnusablePictureException;
import dev.atelier.trainer.datasets.DataSetException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A data set's files in a zip file. Nothing is unpacked onto the disk. A file that names places outside itself or promises
 * far more than such a data set holds is refused as a whole: somebody made it to do harm.
 */
final class ZipFiles implements SourceFiles {

    private static final int MOST_ENTRIES = 2_000_000;
    private static final long LARGEST_TABLE = 4L << 30;
    private static final long LARGEST_TOTAL = 200L << 30;

    /** JPEG and PNG files hardly shrink; only entries above a size that does no harm are looked at. */
    private static final int HIGHEST_RATIO = 200;

    private static final long HARMLESS = 4L << 20;

    private final Path path;
    private final ZipFile zip;
    private final String prefix;

    private ZipFiles(Path path, ZipFile zip, String prefix) {
        this.path = path;
        this.zip = zip;
        this.prefix = prefix;
    }

    static ZipFiles open(Path path, String marker) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile());
        } catch (ZipException e) {
            throw new DataSetException(path + " is no whole zip file: " + e.getMessage(), e);
        }
        try {
            return new ZipFiles(path, zip, check(path, zip, marker));
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** The data set's folder within the file. */
    private static String check(Path path, ZipFile zip, String marker) throws DataSetException {
        if (zip.size() > MOST_ENTRIES) {
            throw new DataSetException(path + " has " + zip.size() + " entries, more than any data set");
        }
        Set<String> prefixes = new HashSet<>();
        long total = 0;
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            check(path, entry);
            total += entry.getSize();
            String name = entry.getName();
            if (name.equals(marker) || name.endsWith("/" + marker)) {
                prefixes.add(name.substring(0, name.length() - marker.length()));
            }
        }
        if (total > LARGEST_TOTAL) {
            throw new DataSetException(path + " unpacks to " + total + " bytes, more than any data set");
        }
        return highest(path, marker, prefixes);
    }

    private static String highest(Path path, String marker, Set<String> prefixes) throws DataSetException {
        int least = prefixes.stream()
                .mapToInt(ZipFiles::depth)
                .min()
                .orElseThrow(() -> new DataSetException(path + " has no " + marker));
        List<String> places = prefixes.stream()
                .filter(prefix -> depth(prefix) == least)
                .sorted()
                .toList();
        if (places.size() > 1) {
            throw new DataSetException(path + " has several data sets, at '" + String.join("', '", places)
                    + "': unpack it and name the folder of one");
        }
        return places.get(0);
    }

    private static int depth(String prefix) {
        return (int) prefix.chars().filter(c -> c == '/').count();
    }

    private static void check(Path path, ZipEntry entry) throws DataSetException {
        String name = entry.getName();
        if (name.startsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || List.of(name.split("/")).contains("..")) {
            throw new DataSetException(path + " has an entry '" + name + "', which points out of its folder");
        }
        boolean text = name.endsWith(".txt") || name.endsWith(".csv");
        long size = entry.getSize();
        if (size > (text ? LARGEST_TABLE : LARGEST_PICTURE)) {
            throw new DataSetException(
                    path + " has an entry '" + name + "' of " + size + " bytes, more than any file of" + " a data set");
        }
        if (!text && size > HARMLESS && size / HIGHEST_RATIO > entry.getCompressedSize()) {
            throw new DataSetException(path + " has an entry '" + name + "' that grows from "
                    + entry.getCompressedSize() + " to " + size + " bytes: no picture does");
        }
    }

    @Override
    public String name() {
        return path.getFileName().toString();
    }

    @Override
    public boolean has(String file) {
        return zip.getEntry(prefix + file) != null;
    }

    @Override
    public byte[] picture(String file) throws IOException, UnusablePictureException {
        try (InputStream in = open(file)) {
            byte[] bytes = in.readAllBytes();
            CRC32 sum = new CRC32();
            sum.update(bytes);
            if (sum.getValue() != entry(file).getCrc()) {
                throw new UnusablePictureException("damaged entry of the zip file", "its CRC-32 is another");
            }
            return bytes;
        } catch (ZipException | EOFException e) {
            throw new UnusablePictureException("damaged entry of the zip file", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public InputStream stream(String file) throws IOException {
        return new BufferedInputStream(open(file), 1 << 16);
    }

    /** {@link #check} has seen that what the header promises can be borne. */
    private InputStream open(String file) throws IOException {
        ZipEntry entry = entry(file);
        return new LimitedStream(zip.getInputStream(entry), file + " in " + path, entry.getSize());
    }

    private ZipEntry entry(String file) throws DataSetException {
        ZipEntry entry = zip.getEntry(prefix + file);
        if (entry == null) {
            throw new DataSetException(file + " is missing in " + path);
        }
        return entry;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
