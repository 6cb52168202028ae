package dev.atelier.generator.layers;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A differentiable function of a batch, with its own backward step.
 *
 * <p>Arrays are in C order and start with the batch: [batch, features] or [batch, channels, height, width]. What the
 * backward step needs, the forward step leaves on the {@link Pass}; a layer itself remembers nothing between calls
 * except its parameters, so one network can have several passes open.
 */
public interface Layer {

    /** The layer's value at {@code x}; never changes {@code x}. */
    INDArray forward(INDArray x, Pass pass);

    /**
     * Takes the gradient at the layer's output and returns that at its input, adding to the gradients of the parameters
     * where the pass asks for them; never changes {@code dy}. Called once for each forward call of the pass, last one
     * first.
     */
    INDArray backward(INDArray dy, Pass pass);

    /** Multiply-adds of convolutions and dense layers for one example, as the architecture defines them. */
    default long multiplyAdds() {
        return 0;
    }
}
