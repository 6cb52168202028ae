package dev.atelier.standalone.system;

import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;

/**
 * Real pictures as a shop might have them: some of Fashion-MNIST's, from Debian's package, in the layout of Fashion Product
 * Images, which {@code data prepare} reads.
 */
final class FashionMnistShop {
    private static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");
    private static final int SIDE = 28;
    private static final String HEADER =
            "id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,productDisplayName\n";

    /** The labels that are taken, by the article that they are in the shop. */
    private static final Map<Integer, String> ARTICLES = Map.of(1, "Trouser", 7, "Sneaker");

    private FashionMnistShop() {}

    /**
     * Writes the folder.
     *
     * @param each pictures of each article, in the order of Fashion-MNIST: fewer are the first ones of more
     */
    static Path write(Path folder, int each) throws IOException {
        Files.createDirectories(folder.resolve("images"));
        var table = new StringBuilder(HEADER);
        var counts = new HashMap<String, Integer>();
        try (DataInputStream pictures = open("train-images-idx3-ubyte.gz", 16);
                DataInputStream labels = open("train-labels-idx1-ubyte.gz", 8)) {
            for (int id = 10_000;
                    counts.values().stream().filter(n -> n == each).count() < ARTICLES.size();
                    id++) {
                byte[] picture = pictures.readNBytes(SIDE * SIDE);
                String article = ARTICLES.get(labels.readUnsignedByte());
                if (article != null && counts.merge(article, 1, Integer::sum) <= each) {
                    ImageIO.write(
                            grey(picture),
                            "jpg",
                            folder.resolve("images/" + id + ".jpg").toFile());
                    table.append(id).append(",Men,Apparel,Wear,").append(article);
                    table.append(",Grey,Fall,2026,Casual,").append(article).append('\n');
                } else {
                    counts.computeIfPresent(String.valueOf(article), (name, count) -> Math.min(count, each));
                }
            }
        }
        Files.writeString(folder.resolve("styles.csv"), table);
        return folder;
    }

    /**
     * Writes the same as a table of products for {@code catalogue-products import}, their category named as the shipped
     * models of Fashion-MNIST name it.
     *
     * @return the table; the pictures lie in {@code images} beside it
     */
    static Path writeProducts(Path folder, int each) throws IOException {
        write(folder, each);
        var table = new StringBuilder("id,title,picture,category,price,currency\n");
        try (Stream<String> lines = Files.lines(folder.resolve("styles.csv")).skip(1)) {
            lines.map(line -> line.split(","))
                    .forEach(cells -> table.append("%s,%s %s,%s.jpg,%s,49.90,EUR%n"
                            .formatted(cells[0], cells[4], cells[0], cells[0], cells[4])));
        }
        return Files.writeString(folder.resolve("products.csv"), table);
    }

    private static DataInputStream open(String file, int header) throws IOException {
        var stream = new DataInputStream(
                new BufferedInputStream(new GZIPInputStream(Files.newInputStream(DEBIAN.resolve(file)))));
        stream.skipNBytes(header);
        return stream;
    }

    private static BufferedImage grey(byte[] picture) {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, SIDE, SIDE, picture);
        return image;
    }
}
