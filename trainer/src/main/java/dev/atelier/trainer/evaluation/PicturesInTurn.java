package dev.atelier.trainer.evaluation;

import dev.atelier.contract.images.Picture;
import dev.atelier.generator.runtime.Generator;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The endless row of a generator's pictures that is measured. None is kept, as each can be made again from its index.
 *
 * @param asked what the generator is asked for
 * @param seed of all pictures
 */
public record PicturesInTurn(Generator generator, Asked asked, long seed) {

    /** The class that the picture with this index is asked for. */
    public int label(int index) {
        return asked.label(index);
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
            conditions[i] = asked.condition(indexes[i]);
        }
        return generator.generate(conditions, seeds, indexes);
    }
}
