package dev.atelier.trainer.evaluation;

import dev.atelier.generator.layers.BatchNorm;
import dev.atelier.generator.layers.Conv2d;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.Flatten;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Pass;
import dev.atelier.generator.layers.Relu;
import dev.atelier.generator.runtime.Scratch;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.losses.Loss;
import dev.atelier.trainer.losses.SoftmaxCrossEntropy;
import dev.atelier.trainer.optimisation.Adam;
import dev.atelier.trainer.optimisation.AveragedWeights;
import dev.atelier.trainer.training.Batch;
import dev.atelier.trainer.training.Batches;
import dev.atelier.trainer.training.Learner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Learns to tell the classes of small pictures apart: four convolutions, softmax cross entropy, averaged weights. */
final class ClassifierLearner implements Learner {

    private static final double RATE = 1e-3;
    private static final INDArray NO_CONDITIONS = Nd4j.empty();

    private final Network network;
    private final Adam adam;
    private final AveragedWeights averaged;

    ClassifierLearner(Examples examples, long seed) {
        network = Network.trainable(spec(examples), seed);
        adam = new Adam(network.weights(), 0.9, 0.999);
        averaged = new AveragedWeights(network.weights(), 0.998);
    }

    /** [channels, height, width] → one logit per class. */
    static NetworkSpec spec(Examples examples) {
        return new NetworkSpec(
                List.of((long) examples.channels(), (long) examples.height(), (long) examples.width()),
                0,
                List.of(
                        Conv2d.Spec.same(32, 3),
                        new BatchNorm.Spec(),
                        new Relu.Spec(),
                        new Conv2d.Spec(48, 4, 2, 1),
                        new BatchNorm.Spec(),
                        new Relu.Spec(),
                        Conv2d.Spec.same(96, 3),
                        new BatchNorm.Spec(),
                        new Relu.Spec(),
                        new Conv2d.Spec(128, 4, 2, 1),
                        new BatchNorm.Spec(),
                        new Relu.Spec(),
                        new Flatten.Spec(),
                        new Dense.Spec(128),
                        new BatchNorm.Spec(),
                        new Relu.Spec(),
                        new Dense.Spec(examples.classes().size())));
    }

    @Override
    public Map<String, Double> step(Batch batch, long step, double rateFactor) {
        Pass pass = Pass.training(NO_CONDITIONS);
        network.weights().forgetGradients();
        float[][] logits = network.forward(batch.pictures(), pass).toFloatMatrix();
        Loss loss = SoftmaxCrossEntropy.of(logits, batch.labels());
        network.backward(Nd4j.create(loss.gradient()), pass);
        adam.step(step, RATE * rateFactor);
        averaged.update(step);
        return Map.of("classifier", loss.value());
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

    /** The network with averaged weights and statistics of their own; see the generator's. */
    Network averaged(Batches batches, int count) {
        Network result = Network.of(network.spec());
        result.weights().flat().assign(averaged.average());
        try (Scratch scratch = new Scratch()) {
            for (int i = 0; i < count; i++) {
                try (MemoryWorkspace ignored = scratch.enter()) {
                    result.forward(batches.at(i).pictures(), Pass.measuring(NO_CONDITIONS, 1.0 / (i + 1)));
                }
            }
        }
        return result;
    }
}
