package dev.atelier.trainer.embedding;

import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.Pass;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.losses.AttributeCrossEntropy;
import dev.atelier.trainer.losses.Loss;
import dev.atelier.trainer.optimisation.Adam;
import dev.atelier.trainer.optimisation.AveragedWeights;
import dev.atelier.trainer.training.Averaged;
import dev.atelier.trainer.training.Batch;
import dev.atelier.trainer.training.Batches;
import dev.atelier.trainer.training.Learner;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Learns vectors by whose direction alone a head per attribute can say its value: cross entropy, Adam, averaged weights. */
final class EmbeddingLearner implements Learner {

    private static final double DECAY = 0.998;
    private static final INDArray NO_CONDITIONS = Nd4j.empty();

    private final EmbedderRecipe recipe;
    private final AttributeCrossEntropy crossEntropy;
    private final Network trunk;
    private final Network heads;
    private final Adam adamOfTrunk;
    private final Adam adamOfHeads;
    private final AveragedWeights averaged;

    EmbeddingLearner(EmbedderRecipe recipe, Examples examples) {
        this.recipe = recipe;
        crossEntropy = new AttributeCrossEntropy(examples.schema().attributes());
        trunk = Network.trainable(
                EmbedderNetwork.trunk(examples.channels(), examples.width(), recipe.dimensions()), recipe.seed());
        heads = Network.trainable(
                EmbedderNetwork.heads(recipe.dimensions(), examples.schema().attributes()), recipe.seed() + 1);
        adamOfTrunk = new Adam(trunk.weights(), 0.9, 0.999);
        adamOfHeads = new Adam(heads.weights(), 0.9, 0.999);
        averaged = new AveragedWeights(trunk.weights(), DECAY);
    }

    @Override
    public Map<String, Double> step(Batch batch, long step, double rateFactor) {
        Pass pass = Pass.training(NO_CONDITIONS);
        Pass passOfHeads = Pass.training(NO_CONDITIONS);
        trunk.weights().forgetGradients();
        heads.weights().forgetGradients();
        Directions directions =
                Directions.of(trunk.forward(batch.pictures(), pass).toFloatMatrix(), recipe.scale());
        float[][] logits =
                heads.forward(Nd4j.create(directions.values()), passOfHeads).toFloatMatrix();
        Loss loss = crossEntropy.of(logits, batch.conditions().toFloatMatrix());
        float[][] atDirections =
                heads.backward(Nd4j.create(loss.gradient()), passOfHeads).toFloatMatrix();
        trunk.backward(Nd4j.create(directions.backward(atDirections)), pass);
        adamOfTrunk.step(step, recipe.rate() * rateFactor);
        adamOfHeads.step(step, recipe.rate() * rateFactor);
        averaged.update(step);
        return Map.of("embedder", loss.value());
    }

    @Override
    public Map<String, INDArray> state() {
        Map<String, INDArray> state = new LinkedHashMap<>();
        trunk.weights().members().forEach(p -> state.put("trunk." + p.name(), p.value()));
        trunk.statistics().members().forEach(p -> state.put("trunk." + p.name(), p.value()));
        heads.weights().members().forEach(p -> state.put("heads." + p.name(), p.value()));
        state.put("average", averaged.average());
        state.put("adam.trunk.first", adamOfTrunk.firstMoment());
        state.put("adam.trunk.second", adamOfTrunk.secondMoment());
        state.put("adam.heads.first", adamOfHeads.firstMoment());
        state.put("adam.heads.second", adamOfHeads.secondMoment());
        return state;
    }

    /** The network from pictures to vectors, see {@link Averaged}. */
    Network averaged(Batches batches, int count) {
        return Averaged.network(trunk, averaged, batches, count, (batch, step) -> batch.pictures());
    }
}
