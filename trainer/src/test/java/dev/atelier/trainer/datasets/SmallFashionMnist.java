package dev.atelier.trainer.datasets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Files in Fashion-MNIST's format with few pictures: class n is a bright bar whose height goes with n. */
public final class SmallFashionMnist {

    private SmallFashionMnist() {}

    public static void write(Path folder, int training, int test) throws IOException {
        pictures(folder.resolve("train-images-idx3-ubyte.gz"), training);
        labels(folder.resolve("train-labels-idx1-ubyte.gz"), training);
        pictures(folder.resolve("t10k-images-idx3-ubyte.gz"), test);
        labels(folder.resolve("t10k-labels-idx1-ubyte.gz"), test);
    }

    /** Value of a pixel of the picture with this index; its label is the index modulo 10. */
    static int pixel(int index, int place) {
        int row = place / 28;
        return row <= 2 * (index % 10) + 4 ? 200 + (index * 7 + place) % 50 : 3;
    }

    static void labels(Path file, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            bytes.put((byte) (i % 10));
        }
        zip(file, bytes.array());
    }

    private static void pictures(Path file, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(16 + count * 784);
        bytes.putInt(0x803).putInt(count).putInt(28).putInt(28);
        for (int i = 0; i < count; i++) {
            for (int place = 0; place < 784; place++) {
                bytes.put((byte) pixel(i, place));
            }
        }
        zip(file, bytes.array());
    }

    static void zip(Path file, byte[] raw) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(raw);
        }
        Files.write(file, bytes.toByteArray());
    }

    static byte[] unzip(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }
}
