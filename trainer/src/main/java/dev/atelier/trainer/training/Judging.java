package dev.atelier.trainer.training;

import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.Pass;
import dev.atelier.trainer.losses.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The batches of one step of D, which go through it in one pass: what it computes of each does not depend on the others,
 * and its large weight matrices are read once.
 */
final class Judging {

    private final List<INDArray> pictures = new ArrayList<>();
    private final List<INDArray> conditions = new ArrayList<>();
    private final List<Function<float[][], Loss>> losses = new ArrayList<>();

    /**
     * Adds a batch, as large as the others.
     *
     * @param loss of D's logits for this batch
     */
    void show(INDArray batch, INDArray itsConditions, Function<float[][], Loss> loss) {
        pictures.add(batch);
        conditions.add(itsConditions);
        losses.add(loss);
    }

    /** Adds to D's gradients; returns the sum of the batches' losses. */
    double learn(Network discriminator) {
        Pass pass = Pass.training(together(conditions), losses.size());
        float[][] logits = discriminator.forward(together(pictures), pass).toFloatMatrix();
        float[][] gradient = new float[logits.length][];
        int size = logits.length / losses.size();
        double sum = 0;
        for (int i = 0; i < losses.size(); i++) {
            Loss loss = losses.get(i).apply(Arrays.copyOfRange(logits, i * size, (i + 1) * size));
            System.arraycopy(loss.gradient(), 0, gradient, i * size, size);
            sum += loss.value();
        }
        discriminator.backward(Nd4j.create(gradient), pass);
        return sum;
    }

    private static INDArray together(List<INDArray> batches) {
        return Nd4j.concat(0, batches.toArray(INDArray[]::new));
    }
}
