package dev.atelier.gateway.uploads;

import dev.atelier.contract.artefact.Sha256;

/**
 * A picture as it was sent.
 *
 * @param format of the bytes
 */
public record UploadedPicture(PictureFormat format, byte[] bytes) {
    public String sha256() {
        return Sha256.of(bytes);
    }
}
