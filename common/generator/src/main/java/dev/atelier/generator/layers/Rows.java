package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A batch as rows, one for each channel of each example: sums over a row, and a factor or a term for each row. It is what
 * normalisations are made of. For a vector, [batch, channels], a row is one number.
 *
 * <p>Factors and terms are [batch, channels], or [1, channels] where all examples share them. Sums are products with ones
 * and the rest is broadcasting over the view [batch, channels, area], because these are the forms in which ND4J's native
 * operations use vector instructions: a sum takes a quarter of the time of a reduction over dimensions. Results go into
 * another array than {@code x}: in place broadcasting takes three times as long.
 */
final class Rows {

    private Rows() {}

    /** A number per channel, [1, channels]. */
    static INDArray of(Parameter parameter) {
        return parameter.value().reshape('c', 1, parameter.length());
    }

    /** [batch, channels, …] → [batch, channels], the sum of each row. */
    static INDArray sums(INDArray x) {
        long area = area(x);
        if (area == 1) {
            return x.reshape('c', x.size(0), x.size(1));
        }
        INDArray sums = Ops.empty(x.dataType(), x.size(0), x.size(1));
        INDArray ones = Ops.empty(x.dataType(), area, 1).assign(1);
        long rows = x.size(0) * x.size(1);
        Ops.call("matmul", Ops.arrays(x.reshape('c', rows, area), ones), Ops.arrays(sums.reshape('c', rows, 1)));
        return sums;
    }

    /** [batch, channels, …] → [1, channels], the sum of each channel over all examples. */
    static INDArray channelSums(INDArray x) {
        INDArray sums = Ops.empty(x.dataType(), 1, x.size(1));
        INDArray ones = Ops.empty(x.dataType(), 1, x.size(0)).assign(1);
        Ops.call("matmul", Ops.arrays(ones, sums(x)), Ops.arrays(sums));
        return sums;
    }

    /** y = factor · x, row by row; returns y. */
    static INDArray scale(INDArray x, INDArray factors, INDArray y) {
        return each("multiply", x, factors, y);
    }

    /** y = x + term, row by row; returns y. */
    static INDArray shift(INDArray x, INDArray terms, INDArray y) {
        return each("add", x, terms, y);
    }

    private static INDArray each(String operation, INDArray x, INDArray perRow, INDArray y) {
        if (area(x) == 1) {
            long[] vectors = {x.size(0), x.size(1)};
            Ops.call(operation, Ops.arrays(x.reshape('c', vectors), perRow), Ops.arrays(y.reshape('c', vectors)));
        } else {
            long[] rows = {x.size(0), x.size(1), area(x)};
            INDArray column = perRow.reshape('c', perRow.size(0), perRow.size(1), 1);
            Ops.call(operation, Ops.arrays(x.reshape('c', rows), column), Ops.arrays(y.reshape('c', rows)));
        }
        return y;
    }

    private static long area(INDArray x) {
        return x.length() / (x.size(0) * x.size(1));
    }
}
