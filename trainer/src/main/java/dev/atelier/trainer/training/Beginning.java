package dev.atelier.trainer.training;

import java.io.IOException;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where networks have their first weights from, other than chance. */
@FunctionalInterface
public interface Beginning {

    /**
     * Puts weights and running statistics in.
     *
     * @param networks by name, with their first values; what is written to the arrays is what the networks begin with
     */
    void lend(Map<String, INDArray> networks) throws IOException;
}
