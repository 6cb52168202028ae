package dev.atelier.generator.numerics;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** What this process' arithmetic delivers, in GFLOP/s, two operations per multiply-add; best of five after warm-up. */
public final class Rates {

    private static final int SIDE = 1024;
    private static final int RUNS = 5;

    private Rates() {}

    /** float32 product of two 1024×1024 matrices. */
    public static double sgemm() {
        try (INDArray a = Nd4j.rand(DataType.FLOAT, SIDE, SIDE);
                INDArray b = Nd4j.rand(DataType.FLOAT, SIDE, SIDE);
                INDArray c = Nd4j.create(DataType.FLOAT, new long[] {SIDE, SIDE}, 'f')) {
            return best(() -> a.mmuli(b, c), (double) SIDE * SIDE * SIDE);
        }
    }

    /** 3×3 convolution of two pictures of 28×28 from 64 to 64 channels. */
    public static double convolution() {
        int batch = 2;
        int channels = 64;
        int side = 28;
        try (INDArray x = Nd4j.rand(DataType.FLOAT, batch, channels, side, side);
                INDArray weight = Nd4j.rand(DataType.FLOAT, channels, channels, 3, 3);
                INDArray bias = Nd4j.zeros(DataType.FLOAT, channels);
                INDArray y = Nd4j.create(DataType.FLOAT, batch, channels, side, side)) {
            return best(
                    () -> {
                        DynamicCustomOp op = DynamicCustomOp.builder("conv2d")
                                .addInputs(x, weight, bias)
                                .addOutputs(y)
                                .build();
                        op.addIArgument(3, 3, 1, 1, 1, 1, 1, 1, 0, 0, 1);
                        Nd4j.exec(op);
                    },
                    (double) batch * side * side * channels * channels * 9);
        }
    }

    private static double best(Runnable work, double multiplyAdds) {
        work.run();
        work.run();
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            work.run();
            shortest = Math.min(shortest, System.nanoTime() - start);
        }
        return 2 * multiplyAdds / shortest;
    }
}
