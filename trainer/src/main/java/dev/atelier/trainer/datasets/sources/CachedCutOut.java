package dev.atelier.trainer.datasets.sources;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.Png;
import dev.atelier.contract.photos.PictureDecoder;
import dev.atelier.contract.photos.UnusablePictureException;
import dev.atelier.trainer.datasets.Unfinished;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Keeps cut-outs in a folder, as PNG files, failures as text, named after everything that they depend on: preparing another
 * size of the same data set, or going on after an interruption, cuts nothing out twice.
 *
 * @param cutOut makes those that are not there yet
 * @param folder created where absent
 */
public record CachedCutOut(CutOut cutOut, Path folder) implements CutOut {

    /** The same, where nothing is left in the folder of processes that were killed. */
    public static CachedCutOut cleared(CutOut cutOut, Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder)) {
                for (Path part : parts) {
                    Unfinished.clear(part);
                }
            }
        }
        return new CachedCutOut(cutOut, folder);
    }

    @Override
    public String name() {
        return cutOut.name();
    }

    @Override
    public Picture garment(Picture photo, BoxAndLandmarks place) throws IOException, UnusablePictureException {
        String key = key(photo, place);
        Path picture = folder.resolve(key.substring(0, 2)).resolve(key + ".png");
        Path failure = picture.resolveSibling(key + ".txt");
        if (Files.exists(picture)) {
            return PictureDecoder.decode(Files.readAllBytes(picture)).picture();
        }
        if (Files.exists(failure)) {
            List<String> lines = Files.readAllLines(failure);
            throw new UnusablePictureException(lines.get(0), String.join(" ", lines.subList(1, lines.size())));
        }
        Files.createDirectories(picture.getParent());
        try {
            Picture garment = cutOut.garment(photo, place);
            write(picture, Png.encode(garment, Map.of()));
            return garment;
        } catch (UnusablePictureException e) {
            write(failure, (e.reason() + "\n" + e.detail() + "\n").getBytes(StandardCharsets.UTF_8));
            throw e;
        }
    }

    private String key(Picture photo, BoxAndLandmarks place) {
        StringBuilder text = new StringBuilder(cutOut.name());
        text.append(' ')
                .append(photo.width())
                .append(' ')
                .append(photo.height())
                .append(' ');
        text.append(Arrays.toString(new int[] {place.left(), place.top(), place.width(), place.height()}));
        place.points().forEach(point -> text.append(Arrays.toString(point)));
        MessageDigest digest = Sha256.newDigest();
        digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(photo.pixels()));
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path temporary = Unfinished.beside(file);
        Files.write(temporary, content);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
