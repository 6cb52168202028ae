package dev.atelier.trainer.datasets.description;

/** Pictures of one kind in each part of a data set. */
public record Count(int training, int heldOut) {

    public int total() {
        return training + heldOut;
    }
}
