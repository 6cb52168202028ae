package dev.atelier.standalone.provenance;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.attributes.SchemaViolation;
import dev.atelier.contract.experiments.Ingredients;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.Png;
import dev.atelier.contract.images.PngReader;
import dev.atelier.contract.images.Provenance;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.generator.runtime.PictureInput;
import dev.atelier.generator.runtime.RuntimeFingerprint;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;

/**
 * A picture made again from nothing but what its texts say.
 *
 * @param png the file made
 * @param comparison with the original
 */
public record Recreation(byte[] png, Comparison comparison) {
    /**
     * @param original a PNG made by Atelier
     * @throws dev.atelier.contract.images.InvalidPngException where it is none, or damaged
     * @throws CommandFailure where its model is unknown, or the model cannot make what its texts say
     */
    public static Recreation of(byte[] original, ModelFinder models) throws IOException {
        Provenance provenance = Provenance.of(original);
        Artefact artefact = models.find(provenance);
        Manifest manifest = artefact.manifest();
        Ingredients ingredients = ingredients(provenance, manifest);
        Picture picture = generate(artefact, ingredients);
        Provenance again = Provenance.of(
                ingredients, manifest.model(), manifest.version(), manifest.digest(), RuntimeFingerprint.current());
        byte[] png = Png.encode(picture, again.toTexts());
        return new Recreation(
                png,
                Comparison.of(
                        new Comparison.File(original, provenance, PngReader.decode(original)),
                        new Comparison.File(png, again, picture)));
    }

    private static Ingredients ingredients(Provenance provenance, Manifest manifest) {
        try {
            return provenance.ingredients().checkedBy(manifest.schema());
        } catch (SchemaViolation e) {
            throw new CommandFailure("the picture's text was altered: " + e.getMessage(), e);
        }
    }

    private static Picture generate(Artefact artefact, Ingredients ingredients) {
        try (NetworkGenerator generator = NetworkGenerator.load(artefact)) {
            return generator.generate(
                    PictureInput.of(ingredients, artefact.manifest().schema(), generator.latentSize()));
        }
    }
}
