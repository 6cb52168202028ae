package dev.atelier.workers.jobs;

/**
 * A picture as a PNG file.
 *
 * @param work that it belongs to
 * @param index of the picture within it
 * @param sha256 of the file
 */
public record EncodedPicture<W extends Work>(W work, int index, byte[] png, String sha256) {}
