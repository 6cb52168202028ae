package dev.atelier.trainer.datasets;

import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Fashion-MNIST (Xiao et al. 2017): 60,000 pictures for training and 10,000 for testing, grey, 28×28, ten classes, in its
 * four official files.
 *
 * @param training what models learn from
 * @param test what no model sees
 * @param digest SHA-256 over the four files in the order of {@link #FILES}, in hexadecimal
 */
public record FashionMnist(Examples training, Examples test, String digest) {

    public static final List<String> CLASSES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    public static final List<String> FILES = List.of(
            "train-images-idx3-ubyte.gz",
            "train-labels-idx1-ubyte.gz",
            "t10k-images-idx3-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz");

    /** Where Debian's package puts the files. */
    public static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");

    private static final int SIDE = 28;

    /**
     * The folder with the four files: the given one, else Debian's.
     *
     * @throws DataSetException where the files are not there; says how to get them
     */
    public static Path find(Optional<Path> folder) throws DataSetException {
        Path place = folder.orElse(DEBIAN);
        for (String file : FILES) {
            if (!Files.isRegularFile(place.resolve(file))) {
                throw new DataSetException("Fashion-MNIST is not in " + place + " (no " + file + "). Install it with "
                        + "'apt-get install dataset-fashion-mnist', or take the four .gz files from the npm package "
                        + "'fashion-mnist' or the data set's own page and name their folder");
            }
        }
        return place;
    }

    public static FashionMnist read(Path folder) throws DataSetException {
        return new FashionMnist(
                part(folder.resolve(FILES.get(0)), folder.resolve(FILES.get(1))),
                part(folder.resolve(FILES.get(2)), folder.resolve(FILES.get(3))),
                digest(folder));
    }

    private static Examples part(Path images, Path labels) throws DataSetException {
        IdxFile pictures = IdxFile.read(images, 3);
        IdxFile marks = IdxFile.read(labels, 1);
        int[] size = pictures.dimensions();
        if (size[1] != SIDE || size[2] != SIDE) {
            throw new DataSetException(images + " holds pictures of " + size[2] + "×" + size[1] + ", expected 28×28");
        }
        if (size[0] != marks.dimensions()[0]) {
            throw new DataSetException(images + " holds " + size[0] + " pictures, but " + labels + " holds "
                    + marks.dimensions()[0] + " labels");
        }
        boolean[] seen = new boolean[CLASSES.size()];
        for (int i = 0; i < marks.bytes().length; i++) {
            int label = marks.bytes()[i] & 0xFF;
            if (label >= CLASSES.size()) {
                throw new DataSetException(labels + " gives picture " + i + " the label " + label + ", expected 0 to "
                        + (CLASSES.size() - 1));
            }
            seen[label] = true;
        }
        for (int label = 0; label < seen.length; label++) {
            if (!seen[label]) {
                throw new DataSetException(labels + " has no picture of class " + label + " (" + CLASSES.get(label)
                        + "); each of the " + CLASSES.size() + " classes needs at least one");
            }
        }
        int[] numbers = new int[marks.bytes().length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = marks.bytes()[i];
        }
        PictureFormat format = new PictureFormat(SIDE, SIDE, 1);
        return Examples.of(
                Classes.of(Attribute.oneOf("category", CLASSES)), new HeapPictures(format, pictures.bytes()), numbers);
    }

    private static String digest(Path folder) throws DataSetException {
        MessageDigest sha = sha256();
        for (String file : FILES) {
            try (InputStream in = new DigestInputStream(Files.newInputStream(folder.resolve(file)), sha)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new DataSetException(folder.resolve(file) + " can't be read: " + e, e);
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
