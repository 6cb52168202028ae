package dev.atelier.trainer.evaluation;

import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.Pass;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.losses.Loss;
import dev.atelier.trainer.optimisation.Adam;
import dev.atelier.trainer.optimisation.AveragedWeights;
import dev.atelier.trainer.training.Averaged;
import dev.atelier.trainer.training.Batch;
import dev.atelier.trainer.training.Batches;
import dev.atelier.trainer.training.Learner;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Learns to tell classes and attributes of pictures: cross entropy of all {@link Heads}, Adam, averaged weights. */
final class ClassifierLearner implements Learner {

    private static final double RATE = 1e-3;
    private static final INDArray NO_CONDITIONS = Nd4j.empty();

    private final Heads heads;
    private final Network network;
    private final Adam adam;
    private final AveragedWeights averaged;

    /** @param examples of the kind that it learns from; see {@link InceptionNetwork} */
    ClassifierLearner(Examples examples, long seed) {
        heads = new Heads(examples.classes());
        network = Network.trainable(InceptionNetwork.spec(examples), seed);
        adam = new Adam(network.weights(), 0.9, 0.999);
        averaged = new AveragedWeights(network.weights(), 0.998);
    }

    @Override
    public Map<String, Double> step(Batch batch, long step, double rateFactor) {
        Pass pass = Pass.training(NO_CONDITIONS);
        network.weights().forgetGradients();
        float[][] output = network.forward(batch.pictures(), pass).toFloatMatrix();
        Loss loss = heads.loss(
                behindFeatures(output), batch.labels(), batch.conditions().toFloatMatrix());
        network.backward(Nd4j.create(beside(loss.gradient())), pass);
        adam.step(step, RATE * rateFactor);
        averaged.update(step);
        return Map.of("classifier", loss.value());
    }

    private static float[][] behindFeatures(float[][] output) {
        float[][] logits = new float[output.length][];
        for (int i = 0; i < output.length; i++) {
            logits[i] = Arrays.copyOfRange(output[i], InceptionNetwork.FEATURES, output[i].length);
        }
        return logits;
    }

    /** The loss doesn't look at the features themselves, so they get the gradient 0. */
    private static float[][] beside(float[][] logitsGradient) {
        float[][] gradient = new float[logitsGradient.length][];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = new float[InceptionNetwork.FEATURES + logitsGradient[i].length];
            System.arraycopy(logitsGradient[i], 0, gradient[i], InceptionNetwork.FEATURES, logitsGradient[i].length);
        }
        return gradient;
    }

    @Override
    public Map<String, INDArray> state() {
        Map<String, INDArray> state = new LinkedHashMap<>();
        network.weights().members().forEach(p -> state.put(p.name(), p.value()));
        network.statistics().members().forEach(p -> state.put(p.name(), p.value()));
        state.put("average", averaged.average());
        state.put("adam.first", adam.firstMoment());
        state.put("adam.second", adam.secondMoment());
        return state;
    }

    /** See {@link Averaged}. */
    Network averaged(Batches batches, int count) {
        return Averaged.network(network, averaged, batches, count, (batch, step) -> batch.pictures());
    }
}
