package dev.atelier.trainer.datasets.sources;

import dev.atelier.trainer.datasets.preparation.Candidate;
import dev.atelier.trainer.datasets.preparation.Findings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Reads lists as long as DeepFashion's, 289,222 pictures with 1,000 attributes, from a zip file that it makes, and says how
 * long that takes and how much heap the candidates need; to be run with -Xmx1g. Arguments: pictures, attributes.
 */
final class GarmentListsBench {

    private static final int PICTURES = 289_222;
    private static final int ATTRIBUTES = 1_000;

    private GarmentListsBench() {}

    public static void main(String... args) throws IOException {
        int pictures = args.length > 0 ? Integer.parseInt(args[0]) : PICTURES;
        int attributes = args.length > 1 ? Integer.parseInt(args[1]) : ATTRIBUTES;
        Path zip = Files.createTempFile("deepfashion", ".zip");
        try {
            write(zip, pictures, attributes);
            long began = System.nanoTime();
            try (DeepFashion source = DeepFashion.open(zip, new DeepFashion.Settings(50, false), CutOut.BOX)) {
                List<Candidate> candidates = source.candidates(new Findings());
                Duration time = Duration.ofNanos(System.nanoTime() - began);
                System.gc();
                long alive =
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                System.out.printf(
                        "%,d rows × %,d attributes, %,d candidates: %.1f s, %,d MiB of heap alive, within %,d%n",
                        pictures,
                        attributes,
                        candidates.size(),
                        time.toMillis() / 1e3,
                        alive >> 20,
                        Runtime.getRuntime().maxMemory() >> 20);
            }
        } finally {
            Files.delete(zip);
        }
    }

    private static void write(Path file, int pictures, int attributes) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            list(zip, "Anno/list_category_cloth.txt", 50, i -> "Category" + (i + 1) + "   " + (1 + i % 3));
            list(
                    zip,
                    "Anno/list_attr_cloth.txt",
                    attributes,
                    i -> "word" + i + " common" + i % 40 + "   " + (1 + i % 5));
            list(zip, "Anno/list_category_img.txt", pictures, i -> image(i) + "    " + (1 + i % 50));
            list(zip, "Anno/list_bbox.txt", pictures, i -> image(i) + "    050 060 200 250");
            list(
                    zip,
                    "Anno/list_landmarks.txt",
                    pictures,
                    i -> image(i) + "    2  0 060 070  0 190 070  0 060 240  0 190 240");
            list(
                    zip,
                    "Eval/list_eval_partition.txt",
                    pictures,
                    i -> image(i) + "    " + (i % 7 == 0 ? "test" : "train"));
            byte[] absent = " -1".repeat(attributes).getBytes(StandardCharsets.US_ASCII);
            list(zip, "Anno/list_attr_img.txt", pictures, i -> image(i) + "   " + row(absent, i, attributes));
            for (int i = 0; i < pictures; i++) {
                zip.putNextEntry(new ZipEntry("Img/" + image(i)));
                zip.closeEntry();
            }
        }
    }

    /** Four attributes are present. */
    private static String row(byte[] absent, int picture, int attributes) {
        byte[] row = absent.clone();
        for (int n = 0; n < 4; n++) {
            int column = (int) ((picture * 31L + n * n * 97L) % attributes);
            row[column * 3 + 1] = ' ';
        }
        return new String(row, StandardCharsets.US_ASCII);
    }

    private static String image(int number) {
        return String.format("img/Sheer_Pleated-Front_Item_%05d/img_%08d.jpg", number / 10, number);
    }

    private static void list(ZipOutputStream zip, String name, int rows, IntFunction<String> row) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        PrintStream out = new PrintStream(new BufferedOutputStream(zip, 1 << 16), false, StandardCharsets.UTF_8);
        out.print(rows + "\nimage_name  columns\n");
        for (int i = 0; i < rows; i++) {
            out.print(row.apply(i));
            out.print('\n');
        }
        out.flush();
        zip.closeEntry();
    }
}
