package dev.atelier.workers.jobs;

/**
 * A picture as a PNG file.
 *
 * @param sha256 of the file
 */
public record EncodedPicture(PictureTask task, byte[] png, String sha256) {}
