package dev.atelier.trainer.optimisation;

import dev.atelier.generator.layers.Parameters;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An exponential moving average of a network's weights, which makes better pictures than the weights of any one step
 * (Yazıcı et al. 2019). In the first steps the decay is (1 + t) / (10 + t), so that the random start is soon forgotten.
 */
public final class AveragedWeights {

    private final double decay;
    private final Parameters parameters;
    private final INDArray average;

    public AveragedWeights(Parameters parameters, double decay) {
        this.parameters = parameters;
        this.decay = decay;
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            average = parameters.flat().dup();
        }
    }

    /** The average of the present weights alone. */
    public void restart() {
        average.assign(parameters.flat());
    }

    /** @param step how many steps came before, from 0 */
    public void update(long step) {
        double kept = Math.min(decay, (1.0 + step) / (10.0 + step));
        if (kept == 0) {
            average.assign(parameters.flat());
            return;
        }
        average.muli(kept);
        Nd4j.getBlasWrapper().level1().axpy(average.length(), 1 - kept, parameters.flat(), average);
    }

    /** Laid out as the weights. */
    public INDArray average() {
        return average;
    }
}
