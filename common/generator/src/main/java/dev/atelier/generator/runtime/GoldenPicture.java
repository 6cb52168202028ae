package dev.atelier.generator.runtime;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.InvalidArtefactException;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.experiments.Ingredients;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.images.InvalidPngException;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.PixelDifference;
import dev.atelier.contract.images.Png;
import dev.atelier.contract.images.PngReader;
import dev.atelier.contract.images.Provenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * A picture that a version made where it was written. Whoever loads the version makes it again before serving it: digests say
 * that the files are whole, this says that they compute the same here.
 */
public final class GoldenPicture {

    /**
     * By how much a pixel value may differ, of 255, on another runtime than the one that made it; on the same none may. Other
     * kernels add in another order: on the shipped models that moved values by at most 1.
     */
    public static final int TOLERANCE = 4;

    private static final long SEED = 1;

    private GoldenPicture() {}

    /**
     * Makes it, as a PNG that says what it was made of.
     *
     * @param digest of the version, see {@link Manifest#digestOf}
     */
    public static byte[] of(Generator generator, AttributeSchema schema, String model, String version, String digest) {
        Ingredients ingredients = new Ingredients(
                schema.oneOfCombinations().get(0), new Latent(SEED, 0), Optional.empty(), Optional.empty());
        Picture picture = generator.generate(PictureInput.of(ingredients, schema, generator.latentSize()));
        return Png.encode(
                picture,
                Provenance.of(ingredients, model, version, digest, RuntimeFingerprint.current())
                        .toTexts());
    }

    /**
     * Makes the artefact's golden picture again and compares. An artefact without one passes: versions from before there were
     * golden pictures are as good as they were.
     *
     * @throws InvalidArtefactException where another picture comes out, or the golden one is not this version's
     */
    public static void check(Generator generator, Artefact artefact) {
        Manifest manifest = artefact.manifest();
        if (!isIn(artefact)) {
            return;
        }
        byte[] png = read(artefact);
        try {
            Provenance provenance = Provenance.of(png);
            if (!provenance.digest().equals(manifest.digest())) {
                throw new InvalidArtefactException(artefact.folder() + ": the golden picture was made by digest "
                        + provenance.digest() + ", not by " + manifest.digest());
            }
            Picture made = generator.generate(PictureInput.of(
                    provenance.ingredients().checkedBy(manifest.schema()), manifest.schema(), generator.latentSize()));
            boolean sameRuntime = provenance.runtime().equals(RuntimeFingerprint.current());
            int difference = difference(PngReader.decode(png), made);
            if (difference > (sameRuntime ? 0 : TOLERANCE)) {
                throw new InvalidArtefactException(artefact.folder() + ": " + manifest.model() + " "
                        + manifest.version()
                        + " makes another picture here than its golden one: a pixel value differs by "
                        + difference + " of 255"
                        + (sameRuntime ? "" : " (made by '" + provenance.runtime() + "', at most " + TOLERANCE + ")"));
            }
        } catch (InvalidPngException e) {
            throw new InvalidArtefactException(artefact.part(Manifest.GOLDEN) + ": " + e.getMessage(), e);
        }
    }

    public static boolean isIn(Artefact artefact) {
        return artefact.manifest().parts().containsKey(Manifest.GOLDEN);
    }

    private static byte[] read(Artefact artefact) {
        try {
            return Files.readAllBytes(artefact.part(Manifest.GOLDEN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The largest difference of two pixel values; 255 for pictures of two sizes. */
    private static int difference(Picture golden, Picture made) {
        return PixelDifference.isOfOneSize(golden, made)
                ? PixelDifference.of(golden, made).largest()
                : 255;
    }
}
