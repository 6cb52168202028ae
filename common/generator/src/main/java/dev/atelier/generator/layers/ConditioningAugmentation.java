package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Conditioning augmentation (Zhang et al. 2017, "StackGAN"): the condition is embedded as a Gaussian, and a sample of it goes
 * on, which fills the gaps between the conditions of the data. [batch, n + size] → the same: the last {@code size} numbers,
 * which are part of the latent, become μ + e^s·ε with ε what they were, and μ and s (the logarithm of the deviation) from a
 * dense layer on the condition.
 *
 * <p>Its penalty is {@code weight} times the divergence from a standard normal, Σ ½(μ² + e^2s − 1) − s, mean over the batch.
 */
public final class ConditioningAugmentation implements Layer {

    private final long passing;
    private final int size;
    private final double weight;
    private final Dense dense;

    private ConditioningAugmentation(long passing, int size, double weight, Dense dense) {
        this.passing = passing;
        this.size = size;
        this.weight = weight;
        this.dense = dense;
    }

    /**
     * In words.
     *
     * @param size numbers of the sample
     * @param weight of the divergence
     */
    public record Spec(int size, double weight) implements LayerSpec {

        public Spec {
            if (size < 1) {
                throw new IllegalArgumentException("conditioning-augmentation needs a size of 1 or more, got " + size);
            }
            if (!(weight >= 0)) {
                throw new IllegalArgumentException("conditioning-augmentation needs a weight from 0, got " + weight);
            }
        }

        @Override
        public Layer build(Site site) {
            long passing = site.features() - size;
            if (passing < 0) {
                throw site.wrong(
                        "takes " + size + " numbers of the latent as its noise, but there are only " + site.features());
            }
            Site inside = site.inside("conditioning-augmentation");
            // Its penalty is a mean over a batch.
            return new PerBatch(new ConditioningAugmentation(
                    passing, size, weight, Dense.at(inside, site.conditionSize(), 2L * size)));
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray gaussian = dense.forward(pass.conditions(), pass);
        INDArray mean = Ops.channels(gaussian, 0, size);
        INDArray logDeviation = Ops.channels(gaussian, size, 2L * size);
        INDArray deviation = Transforms.exp(logDeviation, true);
        INDArray noise = Ops.channels(x, passing, passing + size);
        pass.keep(mean, deviation, noise);
        pass.penalise(weight * divergence(mean, logDeviation, deviation));
        INDArray sample = noise.mul(deviation).addi(mean);
        INDArray y = Ops.empty(x.dataType(), x.shape());
        Ops.call("concat", Ops.arrays(Ops.channels(x, 0, passing), sample), Ops.arrays(y), new long[] {1});
        return y;
    }

    private static double divergence(INDArray mean, INDArray logDeviation, INDArray deviation) {
        double sum = 0.5 * (sumOfSquares(mean) + sumOfSquares(deviation) - mean.length())
                - logDeviation.sumNumber().doubleValue();
        return sum / mean.size(0);
    }

    private static double sumOfSquares(INDArray x) {
        double norm = x.norm2Number().doubleValue();
        return norm * norm;
    }

    /** With g the gradient at the sample: g + λμ at μ, g·ε·e^s + λ(e^2s − 1) at s, g·e^s at ε; λ = weight / batch. */
    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray noise = pass.recall();
        INDArray deviation = pass.recall();
        INDArray mean = pass.recall();
        double factor = weight / mean.size(0);
        INDArray atSample = Ops.channels(dy, passing, passing + size);
        INDArray atNoise = atSample.mul(deviation);
        INDArray atMean = atSample.add(mean.mul(factor));
        INDArray atLogDeviation =
                atNoise.mul(noise).addi(deviation.mul(deviation).subi(1).muli(factor));
        INDArray atGaussian = Ops.empty(dy.dataType(), dy.size(0), 2L * size);
        Ops.call("concat", Ops.arrays(atMean, atLogDeviation), Ops.arrays(atGaussian), new long[] {1});
        dense.backward(atGaussian, pass);
        INDArray dx = Ops.empty(dy.dataType(), dy.shape());
        Ops.call("concat", Ops.arrays(Ops.channels(dy, 0, passing), atNoise), Ops.arrays(dx), new long[] {1});
        return dx;
    }

    @Override
    public long multiplyAdds() {
        return dense.multiplyAdds();
    }
}
