package dev.atelier.trainer.training;

import dev.atelier.generator.layers.Network;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Learns while new layers are faded in (Karras et al. 2018): before each step α of all networks moves on, from 0 to 1 in a
 * straight line over the phase, and real pictures are blended in the same way, (1 − α) of the smaller picture with its pixels
 * doubled and α of the picture itself.
 */
final class Fading implements GenerativeLearner {

    private final GenerativeLearner learner;
    private final List<INDArray> alphas;
    private final long steps;

    /**
     * @param learner whose networks hold fades
     * @param steps of the phase
     */
    Fading(GenerativeLearner learner, long steps) {
        this.learner = learner;
        this.steps = steps;
        alphas = learner.state().entrySet().stream()
                .filter(e -> e.getKey().endsWith("fade.alpha"))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public Map<String, Double> step(Batch batch, long step, double rateFactor) {
        double alpha = (double) step / steps;
        alphas.forEach(a -> a.assign(alpha));
        INDArray blended = blended(batch.pictures(), (float) alpha);
        return learner.step(new Batch(blended, batch.conditions(), batch.labels()), step, rateFactor);
    }

    /** @param pictures [batch, channels, height, width], both sides even */
    static INDArray blended(INDArray pictures, float alpha) {
        float[] values = pictures.reshape('c', new long[] {pictures.length()}).toFloatVector();
        int width = Math.toIntExact(pictures.size(3));
        for (int row = 0; row < values.length; row += 2 * width) {
            for (int first = row; first < row + width; first += 2) {
                int below = first + width;
                float mean = (values[first] + values[first + 1] + values[below] + values[below + 1]) / 4;
                for (int pixel : new int[] {first, first + 1, below, below + 1}) {
                    values[pixel] = (1 - alpha) * mean + alpha * values[pixel];
                }
            }
        }
        return Nd4j.create(values, pictures.shape(), 'c');
    }

    @Override
    public void beginWith(Beginning beginning) throws IOException {
        learner.beginWith(beginning);
    }

    @Override
    public Optional<String> failure(Batch batch, long step) {
        return learner.failure(batch, step);
    }

    @Override
    public Map<String, INDArray> state() {
        return learner.state();
    }

    @Override
    public long[] picture() {
        return learner.picture();
    }

    @Override
    public long multiplyAdds() {
        return learner.multiplyAdds();
    }

    @Override
    public Network averaged(Batches batches, int count) {
        return learner.averaged(batches, count);
    }
}
