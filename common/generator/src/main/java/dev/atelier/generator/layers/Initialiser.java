package dev.atelier.generator.layers;

import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How a parameter starts. {@link Random} is specified bit by bit, so the same seed starts the same network anywhere. */
@FunctionalInterface
public interface Initialiser {

    void fill(INDArray values, Random random);

    static Initialiser constant(double value) {
        return (values, random) -> values.assign(value);
    }

    /** Normally distributed around 0; .02 is DCGAN's choice (Radford et al. 2016). */
    static Initialiser normal(double deviation) {
        return (values, random) -> {
            float[] numbers = new float[Math.toIntExact(values.length())];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (random.nextGaussian() * deviation);
            }
            try (INDArray drawn = Nd4j.createFromArray(numbers)) {
                values.assign(drawn.reshape(values.shape()));
            }
        };
    }
}
