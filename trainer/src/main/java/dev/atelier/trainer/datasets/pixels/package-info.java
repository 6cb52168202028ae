/**
 * From the bytes of a photo to a square of pixels: decoding whatever shops publish, padding, resampling. Start reading at
 * {@link dev.atelier.trainer.datasets.pixels.PictureDecoder}.
 */
package dev.atelier.trainer.datasets.pixels;
