package dev.atelier.contract.artefact;

import java.util.regex.Pattern;

/**
 * One file of an artefact.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param size in bytes
 */
public record Part(String sha256, long size) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Part {
        if (sha256 == null || !SHA256.matcher(sha256).matches() || size < 0) {
            throw new IllegalArgumentException(
                    "a part needs a SHA-256 of 64 hexadecimal digits and a size, not " + sha256 + ", " + size);
        }
    }
}
