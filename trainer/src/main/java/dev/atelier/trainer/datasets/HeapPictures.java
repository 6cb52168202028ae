package dev.atelier.trainer.datasets;

import dev.atelier.contract.artefact.PictureFormat;

/**
 * Pictures in one array, at most 2 GiB.
 *
 * @param pixels all pictures, one after the other, [channels, height, width] each, 0 to 255
 */
public record HeapPictures(PictureFormat format, byte[] pixels) implements Pictures {

    public HeapPictures {
        int size = format.channels() * format.height() * format.width();
        if (pixels.length % size != 0) {
            throw new IllegalArgumentException(pixels.length + " bytes are no whole number of pictures of " + size);
        }
    }

    @Override
    public int count() {
        return pixels.length / size();
    }

    @Override
    public void read(int index, byte[] into, int offset) {
        System.arraycopy(pixels, index * size(), into, offset, size());
    }
}
