package dev.atelier.contract.photos;

import dev.atelier.contract.images.Picture;

/**
 * A decoded file.
 *
 * @param picture in red, green and blue
 * @param grey whether the file had no colours
 */
public record DecodedPicture(Picture picture, boolean grey) {}
