package dev.atelier.trainer.evaluation;

import dev.atelier.contract.images.Picture;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.trainer.datasets.Classes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The endless row of a generator's pictures that is measured: the classes in turn, picture i of class i modulo the number of
 * classes. None is kept, as each can be made again from its index.
 *
 * @param classes that the generator is asked for
 * @param seed of all pictures
 */
public record PicturesInTurn(Generator generator, Classes classes, long seed) {

    /** The class that the picture with this index is asked for. */
    public int label(int index) {
        return index % classes.size();
    }

    /** The pictures from one index up to, not including, another. */
    public List<Picture> from(int from, int to) {
        return at(IntStream.range(from, to).toArray());
    }

    /** The pictures with these indexes, in their order. */
    public List<Picture> at(int... indexes) {
        float[][] conditions = new float[indexes.length][];
        long[] seeds = new long[indexes.length];
        Arrays.fill(seeds, seed);
        for (int i = 0; i < indexes.length; i++) {
            conditions[i] = classes.condition(label(indexes[i]));
        }
        return generator.generate(conditions, seeds, indexes);
    }
}
