package dev.atelier.trainer.datasets;

import dev.atelier.contract.artefact.PictureFormat;

/** Pictures made smaller as they are read: each pixel is the mean of a square of the original's. */
public final class SmallerPictures implements Pictures {

    private final Pictures originals;
    private final PictureFormat format;
    private final int factor;

    /**
     * @param side width and height of the small pictures
     * @throws IllegalArgumentException where the originals' sides are no whole multiple of it
     */
    SmallerPictures(Pictures originals, int side) {
        PictureFormat large = originals.format();
        if (large.width() != large.height() || large.width() % side != 0) {
            throw new IllegalArgumentException("pictures of " + large.width() + "×" + large.height()
                    + " can't be averaged down to " + side + "×" + side + ": prepare squares of a multiple of " + side);
        }
        this.originals = originals;
        factor = large.width() / side;
        format = new PictureFormat(side, side, large.channels());
    }

    @Override
    public PictureFormat format() {
        return format;
    }

    @Override
    public int count() {
        return originals.count();
    }

    @Override
    public void read(int index, byte[] into, int offset) {
        byte[] large = new byte[originals.size()];
        originals.read(index, large, 0);
        int side = format.width();
        for (int i = 0; i < size(); i++) {
            int row = i / side;
            int column = i % side;
            into[offset + i] = mean(large, (row * side * factor + column) * factor, side * factor);
        }
    }

    /** Of the square that begins at {@code start}; rows of all channels lie one below the other. */
    private byte mean(byte[] large, int start, int width) {
        int sum = 0;
        for (int y = 0; y < factor; y++) {
            for (int x = 0; x < factor; x++) {
                sum += large[start + y * width + x] & 0xFF;
            }
        }
        int area = factor * factor;
        return (byte) ((sum + area / 2) / area);
    }
}
