package dev.atelier.trainer.datasets;

import dev.atelier.contract.artefact.PictureFormat;

/**
 * Some of other pictures.
 *
 * @param all that they are taken from
 * @param selected indexes into these, in the order of the selection
 */
public record SelectedPictures(Pictures all, int[] selected) implements Pictures {

    @Override
    public PictureFormat format() {
        return all.format();
    }

    @Override
    public int count() {
        return selected.length;
    }

    @Override
    public void read(int index, byte[] into, int offset) {
        all.read(selected[index], into, offset);
    }
}
