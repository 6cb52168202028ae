package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Twice the size by repeating each pixel, then a 3×3 convolution with zero padding: [batch, in, height, width] → [batch,
 * out, 2·height, 2·width], weights as [out, in, 3, 3] (resize-convolution, Odena et al. 2016: no checkerboard).
 *
 * <p>Computed exactly, but at the small size (sub-pixel convolution, Shi et al. 2016): of the three kernel rows that meet
 * an even output row 2i, the first falls on small row i−1 and the other two on row i; for an odd row 2i+1 the first two
 * fall on row i and the last on i+1. So each of the four (row, column) parities is a 2×2 convolution of the small picture
 * with sums of the 3×3 weights: 16 multiply-adds where the definition takes 36, and the large picture is written once.
 * All four are one convolution with 4·out channels; padded by one pixel it gives (height+1) × (width+1) values, of which
 * parity (a, b) takes those from row a and column b on.
 */
public final class UpsampleConv2d implements Layer {

    /** For each parity, which of the three kernel rows (columns) fall on the first and on the second small pixel. */
    private static final float[][][] FALLS = {{{1, 0, 0}, {0, 1, 1}}, {{1, 1, 0}, {0, 0, 1}}};

    /** 2×2, stride 1, padding 1, dilation 1, explicit padding, NCHW, [out, in, k, k]. */
    private static final long[] ARGUMENTS = {2, 2, 1, 1, 1, 1, 1, 1, 0, 0, 1};

    private final long in;
    private final long out;
    private final long height;
    private final long width;
    private final Parameter weight;
    private final Parameter bias;
    private final INDArray[] folds;

    UpsampleConv2d(long[] input, long out, Parameter weight, Parameter bias) {
        this.in = input[0];
        this.out = out;
        this.height = input[1];
        this.width = input[2];
        this.weight = weight;
        this.bias = bias;
        folds = new INDArray[4];
        for (int parity = 0; parity < 4; parity++) {
            folds[parity] = Nd4j.createFromArray(fold(parity / 2, parity % 2));
        }
    }

    /** @param filters channels of the output */
    public record Spec(int filters) implements LayerSpec {

        public Spec {
            if (filters < 1) {
                throw new IllegalArgumentException("upsample-conv2d needs at least one filter, got " + filters);
            }
        }

        @Override
        public Layer build(Site site) {
            long[] in = site.picture();
            site.become(filters, 2 * in[1], 2 * in[2]);
            return new UpsampleConv2d(
                    in,
                    filters,
                    site.weight("upsample-conv2d.weight", Initialiser.normal(0.02), filters, in[0], 3, 3),
                    site.weight("upsample-conv2d.bias", Initialiser.constant(0), filters));
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        INDArray folded = foldedWeight();
        INDArray small = Ops.empty(x.dataType(), x.size(0), 4 * out, height + 1, width + 1);
        Ops.call("conv2d", Ops.arrays(x, folded, foldedBias()), Ops.arrays(small), ARGUMENTS);
        pass.keep(x, folded);
        INDArray y = Ops.empty(x.dataType(), x.size(0), out, 2 * height, 2 * width);
        for (int parity = 0; parity < 4; parity++) {
            pixels(y, parity).assign(values(small, parity));
        }
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray folded = pass.recall();
        INDArray x = pass.recall();
        // Where a parity takes no value, its gradient is zero.
        INDArray small = Ops.empty(x.dataType(), x.size(0), 4 * out, height + 1, width + 1)
                .assign(0);
        for (int parity = 0; parity < 4; parity++) {
            values(small, parity).assign(pixels(dy, parity));
        }
        INDArray dx = Ops.like(x);
        if (!pass.parameterGradients()) {
            Ops.call("deconv2d", Ops.arrays(small, folded), Ops.arrays(dx), ARGUMENTS);
            return dx;
        }
        INDArray foldedGradient = Ops.like(folded);
        INDArray foldedBiasGradient = Ops.empty(x.dataType(), 4 * out);
        Ops.call(
                "conv2d_bp",
                Ops.arrays(x, folded, foldedBias(), small),
                Ops.arrays(dx, foldedGradient, foldedBiasGradient),
                ARGUMENTS);
        unfold(foldedGradient, foldedBiasGradient);
        return dx;
    }

    /** The four 2×2 kernels as one [4·out, in, 2, 2], parity slowest. */
    private INDArray foldedWeight() {
        INDArray kernels = weight.value().reshape('c', out * in, 9);
        INDArray folded = Ops.empty(kernels.dataType(), 4 * out, in, 2, 2);
        for (int parity = 0; parity < 4; parity++) {
            Ops.call("matmul", Ops.arrays(kernels, foldFor(parity)), Ops.arrays(block(folded, parity)));
        }
        return folded;
    }

    private INDArray foldedBias() {
        INDArray tiled = Ops.empty(bias.value().dataType(), 4 * out);
        for (int parity = 0; parity < 4; parity++) {
            tiled.get(NDArrayIndex.interval(parity * out, (parity + 1) * out)).assign(bias.value());
        }
        return tiled;
    }

    /** Folding is linear, so the gradient goes back through its transpose. */
    private void unfold(INDArray foldedGradient, INDArray foldedBiasGradient) {
        for (int parity = 0; parity < 4; parity++) {
            INDArray part = Ops.empty(foldedGradient.dataType(), out * in, 9);
            Ops.call(
                    "matmul", Ops.arrays(block(foldedGradient, parity), foldFor(parity)), Ops.arrays(part), new long[] {
                        0, 1, 0
                    });
            weight.accumulate(part.reshape('c', out, in, 3, 3));
            bias.accumulate(foldedBiasGradient.get(NDArrayIndex.interval(parity * out, (parity + 1) * out)));
        }
    }

    private INDArray foldFor(int parity) {
        return weight.value().dataType() == folds[parity].dataType()
                ? folds[parity]
                : folds[parity].castTo(weight.value().dataType());
    }

    /** The parity's part of [4·out, in, 2, 2] as [out·in, 4]. */
    private INDArray block(INDArray folded, int parity) {
        return folded.get(
                        NDArrayIndex.interval(parity * out, (parity + 1) * out),
                        NDArrayIndex.all(),
                        NDArrayIndex.all(),
                        NDArrayIndex.all())
                .reshape('c', out * in, 4);
    }

    /** Every second pixel of every second row of [batch, out, 2·height, 2·width]: [batch, out, height, width]. */
    private INDArray pixels(INDArray large, int parity) {
        INDArrayIndex all = NDArrayIndex.all();
        return large.reshape('c', large.size(0), out, height, 2, width, 2)
                .get(all, all, all, NDArrayIndex.point(parity / 2), all, NDArrayIndex.point(parity % 2));
    }

    /** The values that a parity takes from [batch, 4·out, height+1, width+1]: [batch, out, height, width]. */
    private INDArray values(INDArray small, int parity) {
        long row = parity / 2;
        long column = parity % 2;
        return small.get(
                NDArrayIndex.all(),
                NDArrayIndex.interval(parity * out, (parity + 1) * out),
                NDArrayIndex.interval(row, row + height),
                NDArrayIndex.interval(column, column + width));
    }

    /** [9, 4]: which of the 3×3 weights fall on which of the 2×2 pixels. */
    private static float[][] fold(int rowParity, int columnParity) {
        float[][] matrix = new float[9][4];
        for (int p = 0; p < 3; p++) {
            for (int q = 0; q < 3; q++) {
                for (int r = 0; r < 2; r++) {
                    for (int s = 0; s < 2; s++) {
                        matrix[3 * p + q][2 * r + s] = FALLS[rowParity][r][p] * FALLS[columnParity][s][q];
                    }
                }
            }
        }
        return matrix;
    }

    /** Counts the 3×3 convolution at the large size, which is what the architecture says. */
    @Override
    public long multiplyAdds() {
        return 4 * height * width * weight.length();
    }
}
