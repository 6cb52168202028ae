package dev.atelier.gateway.uploads;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats of pictures that are taken, each known by its first bytes. */
public enum PictureFormat {
    PNG("image/png", "\u0089PNG\r\n\u001a\n"),
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff"),
    WEBP("image/webp", "RIFF....WEBP"),
    GIF("image/gif", "GIF8"),
    BMP("image/bmp", "BM");

    private static final char ANY = '.';

    private final String mediaType;
    private final byte[] beginning;

    /** @param beginning a character for each byte, a dot for any */
    PictureFormat(String mediaType, String beginning) {
        this.mediaType = mediaType;
        this.beginning = beginning.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** By its bytes; empty for anything else. */
    public static Optional<PictureFormat> of(byte[] bytes) {
        return Arrays.stream(values()).filter(format -> format.begins(bytes)).findFirst();
    }

    private boolean begins(byte[] bytes) {
        if (bytes.length < beginning.length) {
            return false;
        }
        for (int i = 0; i < beginning.length; i++) {
            if (beginning[i] != ANY && beginning[i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    public String mediaType() {
        return mediaType;
    }

    /** As it stands at the end of a file's name. */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }
}
