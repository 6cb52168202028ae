package dev.atelier.trainer.datasets;

import dev.atelier.contract.artefact.PictureFormat;

/** Raw pictures of one size, in memory or in files, to be read in any order and by several threads. */
public sealed interface Pictures permits HeapPictures, MappedPictures, SelectedPictures, SmallerPictures {

    PictureFormat format();

    int count();

    /** Bytes of a picture. */
    default int size() {
        return format().channels() * format().height() * format().width();
    }

    /** Copies a picture, [channels, height, width], 0 to 255. */
    void read(int index, byte[] into, int offset);
}
