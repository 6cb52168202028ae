package dev.atelier.trainer.evaluation;

import dev.atelier.contract.artefact.Manifest;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.recipes.ProgressiveRecipe.Conditions;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The endless row of what a generator is asked for when it is measured: the attributes of the held-out pictures, so that
 * generated and real ones show the same things equally often. Their order spreads each class evenly: any stretch of the row
 * holds the classes in about their proportions, and classes of one size come strictly in turn.
 *
 * @param heldOut whose attributes are asked for
 * @param order of them, after which it starts again
 */
public record Asked(Examples heldOut, int[] order) {

    /**
     * What a model is asked for, as its networks were told of pictures: all attributes of the held-out ones, or those of
     * their classes.
     */
    public static Asked of(Manifest manifest, DataSet data) {
        return of(Conditions.of(manifest.recipe()).told(data).test());
    }

    /** The k-th of a class's m pictures has its place at (k + ½) / m of the row. */
    public static Asked of(Examples heldOut) {
        int[] sizes = new int[heldOut.classes().size()];
        for (int label : heldOut.labels()) {
            sizes[label]++;
        }
        int[] seen = new int[sizes.length];
        double[] places = new double[heldOut.count()];
        Integer[] order = new Integer[heldOut.count()];
        for (int i = 0; i < order.length; i++) {
            int label = heldOut.label(i);
            places[i] = (seen[label]++ + 0.5) / sizes[label];
            order[i] = i;
        }
        Arrays.sort(order, Comparator.<Integer>comparingDouble(i -> places[i]).thenComparingInt(heldOut::label));
        return new Asked(heldOut, Arrays.stream(order).mapToInt(i -> i).toArray());
    }

    /** The class that the picture with this index is asked for. */
    public int label(int index) {
        return heldOut.label(order[index % order.length]);
    }

    /** Its condition vector. */
    public float[] condition(int index) {
        return heldOut.condition(order[index % order.length]);
    }
}
