package dev.atelier.contract.products;

import java.util.regex.Pattern;

/**
 * A picture that lies in the object store.
 *
 * @param key of the object
 * @param sha256 of its bytes, 64 of 0-9 and a-f: another content under the key is another picture
 */
public record StoredPicture(String key, String sha256) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    /** No store takes them; to ask for one would be a mistake of the program and not of the message. */
    private static final Pattern STEP = Pattern.compile("(^|/)\\.\\.?(/|$)");

    private static final int LONGEST_KEY = 500;

    public StoredPicture {
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("a picture's 'key' must have 1 to " + LONGEST_KEY + " characters");
        }
        if (STEP.matcher(key).find()) {
            throw new IllegalArgumentException(
                    "a picture's 'key' must have no '.' and no '..' between its '/', as '" + key + "' has");
        }
        if (sha256 == null || !SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "a picture's 'sha256' must be 64 digits of 0-9 and a-f, not '" + sha256 + "'");
        }
    }
}
