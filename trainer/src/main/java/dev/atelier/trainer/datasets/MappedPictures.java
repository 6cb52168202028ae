package dev.atelier.trainer.datasets;

import dev.atelier.contract.artefact.PictureFormat;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures in memory-mapped files: the operating system keeps of them what fits, whatever the heap's size. Several files,
 * because a buffer holds at most 2 GiB.
 */
public final class MappedPictures implements Pictures {

    private final PictureFormat format;
    private final List<MappedByteBuffer> files;
    private final int perFile;
    private final int count;

    private MappedPictures(PictureFormat format, List<MappedByteBuffer> files, int perFile, int count) {
        this.format = format;
        this.files = files;
        this.perFile = perFile;
        this.count = count;
    }

    /**
     * Maps files of whole pictures.
     *
     * @param files in order; all but the last hold {@code perFile} pictures
     * @param count of all pictures
     * @throws DataSetException where a file has another size than that
     */
    public static MappedPictures of(PictureFormat format, List<Path> files, int perFile, int count) throws IOException {
        long size = (long) format.channels() * format.height() * format.width();
        List<MappedByteBuffer> buffers = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            long expected = size * Math.min(perFile, count - i * perFile);
            try (FileChannel channel = FileChannel.open(files.get(i), StandardOpenOption.READ)) {
                if (channel.size() != expected) {
                    throw new DataSetException(files.get(i) + " has " + channel.size() + " bytes, expected " + expected
                            + ": pictures of " + size + " bytes");
                }
                buffers.add(channel.map(FileChannel.MapMode.READ_ONLY, 0, expected));
            }
        }
        return new MappedPictures(format, List.copyOf(buffers), perFile, count);
    }

    @Override
    public PictureFormat format() {
        return format;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void read(int index, byte[] into, int offset) {
        files.get(index / perFile).get(index % perFile * size(), into, offset, size());
    }
}
