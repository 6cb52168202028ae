package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Convolution: [batch, in, height, width] → [batch, out, height', width'], weights as [out, in, kernel, kernel]. */
public final class Conv2d implements Layer {

    private final Spec spec;
    private final long[] output;
    private final Parameter weight;
    private final Parameter bias;

    Conv2d(Spec spec, long[] output, Parameter weight, Parameter bias) {
        this.spec = spec;
        this.output = output;
        this.weight = weight;
        this.bias = bias;
    }

    /**
     * @param filters channels of the output
     * @param kernel side of the square kernel
     * @param stride step of the kernel, both directions
     * @param padding zeros around the picture on each side
     */
    public record Spec(int filters, int kernel, int stride, int padding) implements LayerSpec {

        public Spec {
            if (filters < 1 || kernel < 1 || stride < 1 || padding < 0) {
                throw new IllegalArgumentException(
                        "conv2d needs filters, kernel and stride of 1 or more and padding of 0" + " or more, got "
                                + filters + ", " + kernel + ", " + stride + ", " + padding);
            }
        }

        /** Stride 1, as large as the input. */
        public static Spec same(int filters, int kernel) {
            return new Spec(filters, kernel, 1, kernel / 2);
        }

        @Override
        public Layer build(Site site) {
            long[] in = site.picture();
            long height = (in[1] + 2L * padding - kernel) / stride + 1;
            long width = (in[2] + 2L * padding - kernel) / stride + 1;
            if (in[1] + 2L * padding < kernel || in[2] + 2L * padding < kernel) {
                throw site.wrong("has a kernel of " + kernel + ", larger than the padded picture");
            }
            site.become(filters, height, width);
            return new Conv2d(
                    this,
                    new long[] {filters, height, width},
                    site.weight("conv2d.weight", Initialiser.normal(0.02), filters, in[0], kernel, kernel),
                    site.weight("conv2d.bias", Initialiser.constant(0), filters));
        }

        /** Whether the kernel's last position ends where the padded picture ends, so that each pixel is met. */
        private boolean covers(long side) {
            return (side + 2L * padding - kernel) % stride == 0;
        }

        /** The native operation's arguments: kernel, stride, padding, dilation, explicit padding, NCHW, [out, in, k, k]. */
        private long[] arguments() {
            return new long[] {kernel, kernel, stride, stride, padding, padding, 1, 1, 0, 0, 1};
        }
    }

    @Override
    public INDArray forward(INDArray x, Pass pass) {
        pass.keep(x);
        INDArray y = Ops.empty(x.dataType(), x.size(0), output[0], output[1], output[2]);
        Ops.call("conv2d", Ops.arrays(x, weight.value(), bias.value()), Ops.arrays(y), spec.arguments());
        return y;
    }

    @Override
    public INDArray backward(INDArray dy, Pass pass) {
        INDArray x = pass.recall();
        INDArray dx = Ops.like(x);
        if (!pass.parameterGradients() && spec.covers(x.size(2)) && spec.covers(x.size(3))) {
            // The transposed convolution is the input's gradient, in half the time of conv2d_bp, bit by bit the same.
            Ops.call("deconv2d", Ops.arrays(dy, weight.value()), Ops.arrays(dx), spec.arguments());
            return dx;
        }
        INDArray weightGradient = Ops.like(weight.value());
        INDArray biasGradient = Ops.like(bias.value());
        Ops.call(
                "conv2d_bp",
                Ops.arrays(x, weight.value(), bias.value(), dy),
                Ops.arrays(dx, weightGradient, biasGradient),
                spec.arguments());
        if (pass.parameterGradients()) {
            weight.accumulate(weightGradient);
            bias.accumulate(biasGradient);
        }
        return dx;
    }

    @Override
    public long multiplyAdds() {
        return output[1] * output[2] * weight.length();
    }
}
