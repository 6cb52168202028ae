package dev.atelier.standalone.provenance;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.attributes.SchemaViolation;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.Png;
import dev.atelier.contract.images.PngReader;
import dev.atelier.contract.images.Provenance;
import dev.atelier.generator.runtime.NetworkGenerator;
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
        Selection attributes = attributes(provenance, manifest);
        Picture picture = generate(artefact, attributes, provenance);
        Provenance again = new Provenance(
                attributes,
                provenance.seed(),
                provenance.index(),
                manifest.model(),
                manifest.version(),
                manifest.digest(),
                RuntimeFingerprint.current());
        byte[] png = Png.encode(picture, again.toTexts());
        return new Recreation(
                png,
                Comparison.of(
                        new Comparison.File(original, provenance, PngReader.decode(original)),
                        new Comparison.File(png, again, picture)));
    }

    private static Selection attributes(Provenance provenance, Manifest manifest) {
        try {
            return manifest.schema().select(provenance.attributes());
        } catch (SchemaViolation e) {
            throw new CommandFailure("the picture's text was altered: " + e.getMessage(), e);
        }
    }

    private static Picture generate(Artefact artefact, Selection attributes, Provenance provenance) {
        float[][] conditions = {artefact.manifest().schema().encode(attributes)};
        try (NetworkGenerator generator = NetworkGenerator.load(artefact)) {
            return generator
                    .generate(conditions, new long[] {provenance.seed()}, new int[] {provenance.index()})
                    .get(0);
        }
    }
}
