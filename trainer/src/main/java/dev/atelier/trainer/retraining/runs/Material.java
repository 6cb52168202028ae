package dev.atelier.trainer.retraining.runs;

import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.DataSetException;
import dev.atelier.trainer.datasets.store.DataSetStore;
import dev.atelier.trainer.evaluation.RealSide;
import dev.atelier.trainer.recipes.Recipe;
import java.io.IOException;
import java.nio.file.Path;

/** The data of an update. */
record Material(DataSet data) {

    /** Brings them here. */
    static Material fetch(DataSetUpdate update, ObjectStore store, Path cache) throws IOException, RunFailure {
        String what = "version " + update.version() + " of " + update.dataSet();
        try {
            DataSet data = new DataSetStore(store)
                    .fetchFrom(update.prefix(), what, cache)
                    .read();
            if (data.test().count() < RealSide.LEAST) {
                throw new RunFailure(
                        "too-few-pictures",
                        what + " holds out " + data.test().count() + " pictures; it takes " + RealSide.LEAST
                                + " or more to measure a model");
            }
            return new Material(data);
        } catch (DataSetException e) {
            throw new RunFailure("damaged-data-set", e.getMessage());
        }
    }

    /** In pictures of the size that a recipe's model makes. */
    DataSet inSizeOf(Recipe recipe) throws RunFailure {
        try {
            return data.smaller(Math.toIntExact(recipe.picture().get(2)));
        } catch (IllegalArgumentException e) {
            throw new RunFailure("recipe-does-not-fit", e.getMessage());
        }
    }
}
