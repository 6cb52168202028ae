package dev.atelier.trainer.datasets.sources;

import dev.atelier.contract.photos.UnusablePictureException;
import dev.atelier.trainer.datasets.DataSetException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a published data set, in a zip file, which is not unpacked, or in a folder; for several threads. */
public sealed interface SourceFiles extends Closeable permits ZipFiles, FolderFiles {

    /** No file of any known data set comes near this, so a larger one is not what it seems. */
    long LARGEST_PICTURE = 64L << 20;

    /**
     * Finds a data set by a file that it must have. It may lie in a folder of its own within the zip file or the folder; the
     * highest place counts.
     *
     * @param from a zip file or a folder
     * @param marker a file's name within the data set, with '/'
     * @throws DataSetException where there is no such file, or the zip file is damaged or made to do harm
     */
    static SourceFiles open(Path from, String marker) throws IOException {
        if (Files.isDirectory(from)) {
            return FolderFiles.open(from, marker);
        }
        if (!Files.exists(from)) {
            throw new DataSetException(from + " does not exist; expected a zip file or a folder with " + marker);
        }
        return ZipFiles.open(from, marker);
    }

    /** The name of the zip file or folder. */
    String name();

    boolean has(String file);

    /**
     * The whole of a picture's file, at most {@link #LARGEST_PICTURE} bytes.
     *
     * @throws UnusablePictureException where it is larger or damaged
     */
    byte[] picture(String file) throws IOException, UnusablePictureException;

    /** A file as a stream, for large ones. */
    InputStream stream(String file) throws IOException;
}
