package dev.atelier.workers.shards;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A USTAR archive whose bytes depend on names and contents alone: no time, no owner, one mode. */
final class Tar {
    private static final int BLOCK = 512;
    private static final int READABLE = 0644;

    private final TarArchiveOutputStream out;

    Tar(OutputStream to) {
        out = new TarArchiveOutputStream(to, BLOCK, "UTF-8");
    }

    /** Appends a file and returns where its content begins. */
    long add(String name, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setModTime(0L);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setMode(READABLE);
        out.putArchiveEntry(entry);
        long offset = out.getBytesWritten();
        out.write(content);
        out.closeArchiveEntry();
        return offset;
    }

    /** Writes the end of the archive; what it was written to stays open. */
    void finish() throws IOException {
        out.finish();
    }
}
