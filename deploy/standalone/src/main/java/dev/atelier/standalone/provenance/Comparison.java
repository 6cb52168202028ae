package dev.atelier.standalone.provenance;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.PixelDifference;
import dev.atelier.contract.images.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A picture beside what its texts make again.
 *
 * @param identical whether the files are equal byte for byte
 * @param sha256 of the original file
 * @param findings sentences on what differs; empty where nothing does
 */
public record Comparison(boolean identical, String sha256, List<String> findings) {
    /** A PNG with what is in it. */
    record File(byte[] png, Provenance provenance, Picture picture) {}

    static Comparison of(File original, File made) {
        String sha256 = Sha256.of(original.png());
        if (Arrays.equals(original.png(), made.png())) {
            return new Comparison(true, sha256, List.of());
        }
        var findings = new ArrayList<String>();
        Provenance was = original.provenance();
        Provenance is = made.provenance();
        text("model", was.model(), is.model(), findings);
        text("version", was.version(), is.version(), findings);
        text("attributes", was.attributes(), is.attributes(), findings);
        if (!was.runtime().equals(is.runtime())) {
            findings.add("it was made on another runtime, '" + was.runtime() + "'; this one is '" + is.runtime() + "'");
        }
        findings.add(pixels(original.picture(), made.picture(), was.runtime().equals(is.runtime())));
        return new Comparison(false, sha256, findings);
    }

    private static void text(String name, Object was, Object is, List<String> findings) {
        if (!Objects.equals(was, is)) {
            findings.add(
                    "its text was altered: " + name + " says '" + was + "', but '" + is + "' belongs to its digest");
        }
    }

    private static String pixels(Picture was, Picture is, boolean sameRuntime) {
        if (!PixelDifference.isOfOneSize(was, is)) {
            return "its size is " + was.width() + "×" + was.height() + "×" + was.channels() + ", the model makes "
                    + is.width() + "×" + is.height() + "×" + is.channels();
        }
        PixelDifference difference = PixelDifference.of(was, is);
        if (difference.differing() == 0) {
            return "every pixel is equal";
        }
        String amount = difference.differing() + " of " + was.pixels().length + " pixel values differ, by at most "
                + difference.largest() + " of 255";
        return sameRuntime ? amount + ": its pixels or its texts were altered" : amount;
    }
}
