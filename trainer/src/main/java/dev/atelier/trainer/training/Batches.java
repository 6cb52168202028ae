package dev.atelier.trainer.training;

import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.recipes.FramingSettings;
import java.util.Optional;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The examples in batches of one size, newly shuffled for each epoch. The order is a function of (seed, epoch), so a step
 * finds its batch without knowing the ones before. What doesn't fill a last batch is left to the next epoch's shuffle.
 */
public final class Batches {

    private final Examples examples;
    private final int size;
    private final long seed;
    private final Optional<Framing> framing;
    private final int[] order;
    private long shuffledEpoch = -1;

    /** Pictures as they are. */
    public Batches(Examples examples, int size, long seed) {
        this(examples, size, seed, Optional.empty());
    }

    /** @param framing how pictures are shown, by the seed and the step */
    public Batches(Examples examples, int size, long seed, Optional<FramingSettings> framing) {
        if (size < 1 || size > examples.count()) {
            throw new IllegalArgumentException(
                    "batch must be from 1 to the " + examples.count() + " examples, got " + size);
        }
        this.examples = examples;
        this.size = size;
        this.seed = seed;
        this.framing = framing.map(
                settings -> new Framing(settings, examples.channels(), examples.height(), examples.width()));
        order = new int[examples.count()];
    }

    public int perEpoch() {
        return examples.count() / size;
    }

    /** A batch before it becomes arrays: everything in C order. */
    record Values(float[] pictures, float[] conditions, int[] labels) {}

    /** The batch of a step, counted from 0 over all epochs; arrays lie in the current workspace. */
    public Batch at(long step) {
        return arrays(read(step));
    }

    /** Only one thread at a time shuffles. */
    synchronized Values read(long step) {
        shuffle(step / perEpoch());
        int start = (int) (step % perEpoch()) * size;
        float[] pictures = new float[size * examples.pictureSize()];
        float[] conditions = new float[size * examples.conditionSize()];
        int[] labels = new int[size];
        Random random = new Random(seed * 0xD1342543DE82EF95L + (step + 1) * 0x9E3779B97F4A7C15L);
        for (int i = 0; i < size; i++) {
            int example = order[start + i];
            int offset = i * examples.pictureSize();
            examples.picture(example, pictures, offset);
            framing.ifPresent(f -> f.apply(pictures, offset, random));
            labels[i] = examples.label(example);
            examples.condition(example, conditions, i * examples.conditionSize());
        }
        return new Values(pictures, conditions, labels);
    }

    Batch arrays(Values values) {
        return new Batch(
                array(values.pictures()).reshape('c', size, examples.channels(), examples.height(), examples.width()),
                array(values.conditions()).reshape('c', size, examples.conditionSize()),
                values.labels());
    }

    private static INDArray array(float[] values) {
        return Nd4j.create(values, new long[] {values.length}, 'c');
    }

    private void shuffle(long epoch) {
        if (epoch == shuffledEpoch) {
            return;
        }
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Random random = new Random(seed * 0x9E3779B97F4A7C15L + epoch);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        shuffledEpoch = epoch;
    }
}
