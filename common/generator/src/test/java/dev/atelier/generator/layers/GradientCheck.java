package dev.atelier.generator.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Compares a network's gradients with differences. In double precision a central difference is good to about nine digits;
 * float32, which takes other native kernels, must then agree with double precision.
 */
final class GradientCheck {

    private static final int BATCH = 3;
    private static final double STEP = 1e-6;
    private static final double DIFFERENCE_TOLERANCE = 1e-5;
    private static final double FLOAT_TOLERANCE = 2e-5;
    private static final int PLACES = 25;

    private final NetworkSpec spec;
    private final Random random = new Random(5);

    GradientCheck(NetworkSpec spec) {
        this.spec = spec;
    }

    void run() {
        Network network = Network.of(spec, DataType.DOUBLE);
        network.allocateGradients();
        network.weights().members().forEach(p -> fill(p.value(), 0.5));
        fadeHalfway(network);
        INDArray x = random(shape(spec.input()));
        INDArray conditions = random(BATCH, Math.max(1, spec.conditionSize()));
        Pass pass = Pass.training(conditions);
        INDArray y = network.forward(x, pass);
        // The loss is the sum of the outputs, each with a weight of its own; so its gradient is these weights.
        INDArray dy = random(y.shape());
        INDArray dx = network.backward(dy, pass);
        network.weights().flatGradient();

        compare("input", x, dx, network, x, conditions, dy);
        for (Parameter parameter : network.weights().members()) {
            compare(parameter.name(), parameter.value(), parameter.gradient(), network, x, conditions, dy);
        }
        compareWithFloat(network, x, conditions, y, dy, dx);
    }

    private static void fadeHalfway(Network network) {
        network.statistics().members().stream()
                .filter(p -> p.name().endsWith("fade.alpha"))
                .forEach(p -> p.value().assign(0.3));
    }

    private void compare(
            String name,
            INDArray place,
            INDArray gradient,
            Network network,
            INDArray x,
            INDArray conditions,
            INDArray dy) {
        INDArray flat = flat(place);
        // A bias before a batch normalisation has no gradient at all, only noise.
        double scale = 1e-2 + gradient.norm2Number().doubleValue() / Math.sqrt(gradient.length());
        for (int i = 0; i < PLACES; i++) {
            long at = random.nextInt((int) place.length());
            double value = flat.getDouble(at);
            flat.putScalar(at, value + STEP);
            double above = loss(network, x, conditions, dy);
            flat.putScalar(at, value - STEP);
            double below = loss(network, x, conditions, dy);
            flat.putScalar(at, value);
            double difference = (above - below) / (2 * STEP);
            assertThat(Math.abs(difference - flat(gradient).getDouble(at)) / scale)
                    .as("error of the gradient of %s at %d relative to its size", name, at)
                    .isLessThan(DIFFERENCE_TOLERANCE);
        }
    }

    private static double loss(Network network, INDArray x, INDArray conditions, INDArray dy) {
        Pass pass = Pass.frozen(conditions);
        return network.forward(x, pass).mul(dy).sumNumber().doubleValue() + pass.penalty();
    }

    private void compareWithFloat(
            Network network, INDArray x, INDArray conditions, INDArray y, INDArray dy, INDArray dx) {
        Network single = Network.of(spec);
        single.allocateGradients();
        single.weights().flat().assign(network.weights().flat().castTo(DataType.FLOAT));
        fadeHalfway(single);
        Pass pass = Pass.training(conditions.castTo(DataType.FLOAT));
        assertClose("output", single.forward(x.castTo(DataType.FLOAT), pass), y);
        assertClose("input's gradient", single.backward(dy.castTo(DataType.FLOAT), pass), dx);
        assertClose(
                "weights' gradient",
                single.weights().flatGradient(),
                network.weights().flatGradient());
    }

    static void assertClose(String what, INDArray single, INDArray exact) {
        double norm = exact.norm2Number().doubleValue();
        double error = single.castTo(DataType.DOUBLE)
                .sub(exact.castTo(DataType.DOUBLE))
                .norm2Number()
                .doubleValue();
        assertThat(error).as("float32 error of the %s", what).isLessThanOrEqualTo(FLOAT_TOLERANCE * norm);
    }

    private INDArray random(long... shape) {
        INDArray array = Nd4j.create(DataType.DOUBLE, shape);
        fill(array, 1);
        return array;
    }

    private void fill(INDArray array, double deviation) {
        INDArray flat = flat(array);
        for (long i = 0; i < flat.length(); i++) {
            flat.putScalar(i, random.nextGaussian() * deviation);
        }
    }

    private static INDArray flat(INDArray array) {
        return array.reshape('c', new long[] {array.length()});
    }

    private static long[] shape(List<Long> input) {
        long[] shape = new long[input.size() + 1];
        shape[0] = BATCH;
        for (int i = 0; i < input.size(); i++) {
            shape[i + 1] = input.get(i);
        }
        return shape;
    }
}
