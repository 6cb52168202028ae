package dev.atelier.trainer.optimisation;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adam's arithmetic in Java, for float32 vectors in the host's memory: read once, written once, in blocks that stay in the
 * cache. The native operation takes a square root and a division at a time, Java's compiler takes eight or sixteen; the
 * copies between the vectors and Java's arrays cost little beside that. Each number is computed by itself, so the result
 * doesn't depend on how many threads share the work.
 */
final class HostAdam {

    private static final int BLOCK = 8192;
    private static final int PARTS_PER_PROCESSOR = 4;

    private final double beta1;
    private final double beta2;
    private final double epsilon;

    HostAdam(double beta1, double beta2, double epsilon) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
    }

    static boolean canTake(INDArray vector) {
        return vector.dataType() == DataType.FLOAT && Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
    }

    /** m = β₁m + (1 − β₁)g, v = β₂v + (1 − β₂)g², w = w − rate · m / (√v + ε); all four are of one length. */
    void step(INDArray weights, INDArray gradient, INDArray first, INDArray second, double rate) {
        FloatBuffer w = weights.data().asNioFloat();
        FloatBuffer g = gradient.data().asNioFloat();
        FloatBuffer m = first.data().asNioFloat();
        FloatBuffer v = second.data().asNioFloat();
        long length = weights.length();
        int blocks = (int) ((length + BLOCK - 1) / BLOCK);
        int parts = Math.min(blocks, PARTS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
        IntStream.range(0, parts).parallel().forEach(part -> {
            int from = (int) (length * part / parts);
            int to = (int) (length * (part + 1) / parts);
            part(w, g, m, v, from, to, (float) rate);
        });
    }

    private void part(FloatBuffer w, FloatBuffer g, FloatBuffer m, FloatBuffer v, int from, int to, float rate) {
        float[] weights = new float[BLOCK];
        float[] gradient = new float[BLOCK];
        float[] first = new float[BLOCK];
        float[] second = new float[BLOCK];
        for (int at = from; at < to; at += BLOCK) {
            int count = Math.min(BLOCK, to - at);
            w.get(at, weights, 0, count);
            g.get(at, gradient, 0, count);
            m.get(at, first, 0, count);
            v.get(at, second, 0, count);
            block(weights, gradient, first, second, count, rate);
            w.put(at, weights, 0, count);
            m.put(at, first, 0, count);
            v.put(at, second, 0, count);
        }
    }

    private void block(float[] w, float[] g, float[] m, float[] v, int count, float rate) {
        float keepFirst = (float) beta1;
        float keepSecond = (float) beta2;
        float enterFirst = (float) (1 - beta1);
        float enterSecond = (float) (1 - beta2);
        float least = (float) epsilon;
        for (int i = 0; i < count; i++) {
            float gradient = g[i];
            float first = keepFirst * m[i] + enterFirst * gradient;
            float second = keepSecond * v[i] + enterSecond * gradient * gradient;
            m[i] = first;
            v[i] = second;
            w[i] -= rate * first / ((float) Math.sqrt(second) + least);
        }
    }
}
