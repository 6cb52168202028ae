/**
 * From the bytes of a photo to a square of pixels, the same wherever that is done: decoding whatever shops publish, turning it
 * upright, padding, resampling. Start reading at {@link dev.atelier.contract.photos.PictureDecoder}.
 */
package dev.atelier.contract.photos;
