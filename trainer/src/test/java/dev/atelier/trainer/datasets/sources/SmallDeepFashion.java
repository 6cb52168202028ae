package dev.atelier.trainer.datasets.sources;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** Made-up garments in the official layout, in a folder: coloured blocks on a noisy background. */
final class SmallDeepFashion {

    static final String CATEGORY_OF = "Anno/list_category_img.txt";
    static final String ATTRIBUTES_OF = "Anno/list_attr_img.txt";
    static final String BOXES = "Anno/list_bbox.txt";
    static final String LANDMARKS = "Anno/list_landmarks.txt";
    static final String PARTS = "Eval/list_eval_partition.txt";

    private static final int WIDTH = 200;
    private static final int HEIGHT = 300;

    /** Two categories; four attributes, of which "zipped" and "zipper" are one and "party" is none. */
    private static final String CATEGORIES = "2\ncategory_name  category_type\nTee            1\nSkirt          2\n";

    private static final String ATTRIBUTES =
            "4\nattribute_name  attribute_type\nzipped             1\nzipper             1\nv neck             4\nparty              5\n";

    final Map<String, List<String>> rows = new LinkedHashMap<>();
    private final Map<String, byte[]> pictures = new LinkedHashMap<>();

    SmallDeepFashion() {
        List.of(CATEGORY_OF, ATTRIBUTES_OF, BOXES, LANDMARKS, PARTS).forEach(file -> rows.put(file, new ArrayList<>()));
    }

    /** Garments of both categories, every fourth of them held out. */
    static SmallDeepFashion of(int count) throws IOException {
        SmallDeepFashion data = new SmallDeepFashion();
        for (int i = 0; i < count; i++) {
            data.garment(
                    1 + i % 2,
                    i % 4 < 2 ? " 1 -1  1  0" : "-1  1  1  1",
                    "050 100 150 250",
                    "2  0 060 110  0 140 110  1 060 240  0 140 240",
                    i % 8 < 2 ? "test" : i % 8 < 4 ? "val" : "train");
        }
        return data;
    }

    SmallDeepFashion garment(int category, String attributes, String box, String landmarks, String part)
            throws IOException {
        int number = rows.get(BOXES).size();
        String image = String.format("img/Item_%d/img_%08d.jpg", number / 3, number);
        rows.get(CATEGORY_OF).add(image + "     " + category);
        rows.get(ATTRIBUTES_OF).add(image + "     " + attributes);
        rows.get(BOXES).add(image + "     " + box);
        rows.get(LANDMARKS).add(image + "     " + landmarks);
        rows.get(PARTS).add(image + "     " + part);
        pictures.put(image, photo(number));
        return this;
    }

    /** A block from (58, 108) to (142, 242) on noise; the box around it is 8 pixels larger on each side. */
    static byte[] photo(int number) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(number);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int grey = 150 + random.nextInt(30);
            image.setRGB(i % WIDTH, i / WIDTH, new Color(grey, grey, grey - 20).getRGB());
        }
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(180, number * 3 % 100, 30));
        g.fillRect(58, 108, 84, 134);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    Path write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("Anno"));
        Files.createDirectories(folder.resolve("Eval"));
        Files.writeString(folder.resolve("Anno/list_category_cloth.txt"), CATEGORIES);
        Files.writeString(folder.resolve("Anno/list_attr_cloth.txt"), ATTRIBUTES);
        for (Map.Entry<String, List<String>> file : rows.entrySet()) {
            Files.writeString(
                    folder.resolve(file.getKey()),
                    file.getValue().size() + "\nimage_name  columns\n" + String.join("\n", file.getValue()) + "\n");
        }
        for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
            Path file = folder.resolve("Img").resolve(picture.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, picture.getValue());
        }
        return folder;
    }
}
