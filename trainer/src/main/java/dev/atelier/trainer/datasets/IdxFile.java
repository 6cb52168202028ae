package dev.atelier.trainer.datasets;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A gzipped file of unsigned bytes in the format of MNIST: two zero bytes, 0x08 for unsigned bytes, the number of
 * dimensions, each dimension as a big-endian int, then the bytes.
 */
record IdxFile(Path path, int[] dimensions, byte[] bytes) {

    private static final int UNSIGNED_BYTE = 8;
    private static final long LARGEST = 1L << 30;

    static IdxFile read(Path path, int rank) throws DataSetException {
        if (!Files.isRegularFile(path)) {
            throw new DataSetException(path + " is missing");
        }
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(path)), 1 << 16)) {
            int[] dimensions = header(path, in, rank);
            long size = Arrays.stream(dimensions).asLongStream().reduce(1, (a, b) -> a * b);
            if (size > LARGEST) {
                throw new DataSetException(path + " says that it holds " + Arrays.toString(dimensions)
                        + " values, more than any such file");
            }
            byte[] bytes = in.readNBytes((int) size);
            if (bytes.length < size) {
                throw new DataSetException(
                        path + " is cut off: its header promises " + size + " values, it has " + bytes.length);
            }
            if (in.read() >= 0) {
                throw new DataSetException(path + " goes on after the " + size + " values that its header promises");
            }
            return new IdxFile(path, dimensions, bytes);
        } catch (EOFException e) {
            throw new DataSetException(path + " is cut off: the compressed data ends too early", e);
        } catch (ZipException e) {
            throw new DataSetException(path + " is not a whole gzip file: " + e.getMessage(), e);
        } catch (DataSetException e) {
            throw e;
        } catch (IOException e) {
            throw new DataSetException(path + " can't be read: " + e, e);
        }
    }

    private static int[] header(Path path, InputStream in, int rank) throws IOException {
        byte[] magic = in.readNBytes(4);
        if (magic.length < 4) {
            throw new DataSetException(path + " is cut off: it ends within its first four bytes");
        }
        int number = ByteBuffer.wrap(magic).getInt();
        int expected = UNSIGNED_BYTE << 8 | rank;
        if (number != expected) {
            throw new DataSetException(String.format(
                    "%s starts with the magic number 0x%08x, expected 0x%08x (unsigned bytes in %d dimension%s)",
                    path, number, expected, rank, rank == 1 ? "" : "s"));
        }
        byte[] sizes = in.readNBytes(4 * rank);
        if (sizes.length < 4 * rank) {
            throw new DataSetException(path + " is cut off: it ends within its dimensions");
        }
        int[] dimensions = new int[rank];
        for (int i = 0; i < rank; i++) {
            dimensions[i] = ByteBuffer.wrap(sizes).getInt(4 * i);
            if (dimensions[i] < 1) {
                throw new DataSetException(
                        path + " gives " + dimensions[i] + " as dimension " + i + ", expected a positive number");
            }
        }
        return dimensions;
    }
}
