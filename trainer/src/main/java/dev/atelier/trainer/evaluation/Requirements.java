package dev.atelier.trainer.evaluation;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;

/** What a model and a data set must have in common, and how many pictures it takes, so that one can measure the other. */
public record Requirements(DataSet data) {

    /** @throws IllegalArgumentException where the model has other attributes or makes pictures of another size */
    public void check(Manifest manifest) {
        String model = manifest.model() + " " + manifest.version();
        if (!manifest.schema().equals(data.schema())) {
            throw new IllegalArgumentException(model + " is conditioned on other attributes than " + data.name()
                    + " has: " + manifest.schema().attributes() + ", not "
                    + data.schema().attributes());
        }
        Examples test = data.test();
        var picture = manifest.picture();
        if (picture.width() != test.width()
                || picture.height() != test.height()
                || picture.channels() != test.channels()) {
            throw new IllegalArgumentException(model + " makes pictures of " + picture.width() + "×" + picture.height()
                    + "×" + picture.channels() + ", but those of " + data.name() + " are " + test.width() + "×"
                    + test.height() + "×" + test.channels());
        }
    }

    /** The fewest generated pictures that FID and the neighbours can do with. */
    public int leastImages() {
        return Math.max(RealSide.LEAST, data.test().count() / 2);
    }
}
