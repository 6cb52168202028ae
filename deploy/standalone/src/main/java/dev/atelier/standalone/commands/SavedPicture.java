package dev.atelier.standalone.commands;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.attributes.ShownCombinations;
import dev.atelier.contract.experiments.Truncation;
import dev.atelier.contract.experiments.Waypoint;
import dev.atelier.contract.images.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A picture in a file, as programs are told of it.
 *
 * @param digest of the model
 * @param sha256 of the file
 * @param shown whether the model's training pictures showed these attributes together; absent where that is unknown, and on
 *     the way from some to others
 */
record SavedPicture(
        String file,
        Selection attributes,
        long seed,
        int index,
        String digest,
        String sha256,
        Optional<Waypoint> interpolation,
        Optional<Truncation> truncation,
        Optional<Boolean> shown) {
    private static final int LONGEST_SLUG = 60;
    private static final int HASH_DIGITS = 8;

    /**
     * Saves a picture under a name of its own.
     *
     * @param shown by the model's training pictures, where that is known
     */
    static SavedPicture save(byte[] png, Path folder, Optional<ShownCombinations> shown) throws IOException {
        Provenance made = Provenance.of(png);
        Path file = folder.resolve(fileName(made));
        Files.write(file, png);
        return new SavedPicture(
                file.toString(),
                made.attributes(),
                made.seed(),
                made.index(),
                made.digest(),
                Sha256.of(png),
                made.interpolation(),
                made.truncation(),
                shown.filter(known -> made.interpolation().isEmpty()).map(known -> known.contains(made.attributes())));
    }

    /** Pictures of different ingredients have different names. */
    private static String fileName(Provenance made) {
        StringBuilder name = new StringBuilder(slug(made.attributes()) + "-" + made.seed() + "-" + made.index());
        made.interpolation().ifPresent(place -> {
            name.append("-to");
            place.to().attributes().ifPresent(end -> name.append("-").append(slug(end)));
            place.to().latent().ifPresent(end -> name.append("-" + end.seed() + "-" + end.index()));
            name.append(String.format(Locale.ROOT, "-%02d-of-%02d", place.step(), place.steps()));
        });
        made.truncation().ifPresent(psi -> name.append("-truncation-" + psi));
        return name + ".png";
    }

    /** Many attributes make a long name; cut, it would be that of other pictures too. */
    private static String slug(Selection attributes) {
        String label = attributes.label().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        if (label.length() > LONGEST_SLUG) {
            String hash = Sha256.of(attributes.toString().getBytes(StandardCharsets.UTF_8));
            label = label.substring(0, LONGEST_SLUG - HASH_DIGITS - 1) + "-" + hash.substring(0, HASH_DIGITS);
        }
        return label.replaceAll("^-|-$", "");
    }
}
