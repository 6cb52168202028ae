package dev.atelier.workers.encoding;

import dev.atelier.workers.jobs.PictureTask;

/**
 * A picture as a PNG file.
 *
 * @param sha256 of the file
 */
public record EncodedPicture(PictureTask task, byte[] png, String sha256) {}
