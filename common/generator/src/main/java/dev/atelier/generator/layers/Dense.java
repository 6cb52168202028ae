package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Fully connected: [batch, in] → [batch, out], x·W + b with W as [in, out]. */
public final class Dense implements Layer {

    private final long in;
    private final long out;
    private final Parameter weight;
    private final Parameter bias;

    Dense(long in, long out, Parameter weight, Parameter bias) {
        this.in = in;
        this.out = out;
        this.weight = weight;
        this.bias = bias;
    }

    public record Spec(int units) implements LayerSpec {

        public Spec {
            if (units < 1) {
                throw new IllegalArgumentException("dense needs at least one unit, got " + units);
            }
        }

        @Override
        public Layer build(Site site) {
            Dense dense = at(site, site.features(), units);
            site.become(units);
            return dense;
        }
    }

    /** As many units as the condition vector has slots: a classifier's logits. Its parameters are those of dense. */
    public record PerValue() implements LayerSpec {

        @Override
        public Layer build(Site site) {
            return new Spec(site.conditionSize()).build(site);
        }
    }

    static Dense at(Site site, long in, long out) {
        return new Dense(
                in,
                out,
                site.weight("dense.weight", Initialiser.normal(0.02), in, out),
                site.weight("dense.bias", Initialiser.constant(0), out));
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        pass.keep(x);
        INDArray y = Ops.empty(x.dataType(), x.size(0), out);
        // Faster than xw_plus_b by a third where there are many inputs.
        Ops.call("matmul", Ops.arrays(x, weight.value()), Ops.arrays(y));
        Ops.call("biasadd", Ops.arrays(y, bias.value()), Ops.arrays(y));
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray x = pass.recall();
        if (pass.parameterGradients()) {
            weightGradient(x, dy);
            INDArray ones = Ops.empty(dy.dataType(), 1, dy.size(0)).assign(1);
            Nd4j.gemm(dy, ones, bias.gradient().reshape('c', 1, out).transpose(), true, true, 1, bias.keeping());
        }
        return inputGradient(dy);
    }

    /**
     * dx = dy·Wᵀ, computed as dxᵀ = W·dyᵀ: the products that read a large W as it lies are a third faster, and what is
     * transposed for it is small.
     */
    private INDArray inputGradient(INDArray dy) {
        long batch = dy.size(0);
        INDArray transposed = Ops.empty(dy.dataType(), in, batch);
        INDArray dyTransposed = Ops.empty(dy.dataType(), out, batch).assign(dy.transpose());
        Ops.call("matmul", Ops.arrays(weight.value(), dyTransposed), Ops.arrays(transposed));
        return Ops.empty(dy.dataType(), batch, in).assign(transposed.transpose());
    }

    private void weightGradient(INDArray x, INDArray dy) {
        double beta = weight.keeping();
        if (beta == 0) {
            Ops.call("matmul", Ops.arrays(x, dy), Ops.arrays(weight.gradient()), new long[] {1, 0, 0});
        } else {
            // A C-order [in, out] is a Fortran-order [out, in], which is what BLAS adds to.
            Nd4j.gemm(dy, x, weight.gradient().transpose(), true, false, 1, beta);
        }
    }

    @Override
    public long multiplyAdds() {
        return in * out;
    }
}
