package dev.atelier.trainer.training;

import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Parameters;
import dev.atelier.generator.layers.Pass;
import dev.atelier.generator.runtime.Latents;
import dev.atelier.generator.runtime.Scratch;
import dev.atelier.trainer.losses.Loss;
import dev.atelier.trainer.losses.Minimax;
import dev.atelier.trainer.optimisation.Adam;
import dev.atelier.trainer.optimisation.AveragedWeights;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A generator and a discriminator that learn from each other, one step of each per batch. */
public final class Adversarial implements Learner {

    private final AdversarialRecipe recipe;
    private final Network generator;
    private final Network discriminator;
    private final Adam generatorAdam;
    private final Adam discriminatorAdam;
    private final AveragedWeights averaged;
    private final Minimax loss;
    private final int latentSize;

    /**
     * @param generatorSpec [latentSize] → [channels, height, width]
     * @param discriminatorSpec [channels, height, width] → [1], a logit
     */
    public Adversarial(AdversarialRecipe recipe, NetworkSpec generatorSpec, NetworkSpec discriminatorSpec) {
        this.recipe = recipe;
        generator = Network.trainable(generatorSpec, recipe.seed() * 2);
        discriminator = Network.trainable(discriminatorSpec, recipe.seed() * 2 + 1);
        generatorAdam = new Adam(generator.weights(), recipe.beta1(), 0.999);
        discriminatorAdam = new Adam(discriminator.weights(), recipe.beta1(), 0.999);
        averaged = new AveragedWeights(generator.weights(), recipe.averaging());
        loss = new Minimax(recipe.smoothing());
        latentSize = Math.toIntExact(generatorSpec.input().get(0));
    }

    /** The generated pictures of D's step serve for G's step as well: G has not changed in between. */
    @Override
    public Map<String, Double> step(Batch batch, long step, double rateFactor) {
        Pass making = Pass.training(batch.conditions());
        INDArray generated = generator.forward(latents(batch, step), making);

        discriminator.weights().forgetGradients();
        Loss real = judge(batch.pictures(), batch, true);
        Loss fake = judge(generated, batch, false);
        discriminatorAdam.step(step, recipe.discriminatorRate() * rateFactor);

        Pass judging = Pass.frozen(batch.conditions());
        Loss fooled = loss.generator(discriminator.forward(generated, judging).toFloatMatrix());
        INDArray atPictures = discriminator.backward(Nd4j.create(fooled.gradient()), judging);
        generator.weights().forgetGradients();
        generator.backward(atPictures, making);
        generatorAdam.step(step, recipe.generatorRate() * rateFactor);
        averaged.update(step);

        Map<String, Double> losses = new LinkedHashMap<>();
        losses.put("discriminator", real.value() + fake.value());
        losses.put("generator", fooled.value());
        return losses;
    }

    private Loss judge(INDArray pictures, Batch batch, boolean real) {
        Pass pass = Pass.training(batch.conditions());
        float[][] logits = discriminator.forward(pictures, pass).toFloatMatrix();
        Loss judged = real ? loss.real(logits) : loss.generated(logits);
        discriminator.backward(Nd4j.create(judged.gradient()), pass);
        return judged;
    }

    private INDArray latents(Batch batch, long step) {
        int size = batch.labels().length;
        float[] values = new float[size * latentSize];
        for (int i = 0; i < size; i++) {
            Latents.fill(recipe.seed(), step * size + i, values, i * latentSize, latentSize);
        }
        return Nd4j.create(values, new long[] {size, latentSize}, 'c');
    }

    @Override
    public Map<String, INDArray> state() {
        Map<String, INDArray> state = new LinkedHashMap<>();
        put(state, "generator.", generator.weights());
        put(state, "generator.", generator.statistics());
        put(state, "discriminator.", discriminator.weights());
        put(state, "discriminator.", discriminator.statistics());
        state.put("generator-average", averaged.average());
        state.put("generator-adam.first", generatorAdam.firstMoment());
        state.put("generator-adam.second", generatorAdam.secondMoment());
        state.put("discriminator-adam.first", discriminatorAdam.firstMoment());
        state.put("discriminator-adam.second", discriminatorAdam.secondMoment());
        return state;
    }

    private static void put(Map<String, INDArray> state, String prefix, Parameters parameters) {
        parameters.members().forEach(member -> state.put(prefix + member.name(), member.value()));
    }

    /**
     * G with its averaged weights, which is what is shipped. The running statistics belong to the weights of single steps,
     * so those of the averaged ones are measured anew, over the run's first batches.
     *
     * @param count batches to measure over
     */
    public Network averaged(Batches batches, int count) {
        Network network = Network.of(generator.spec());
        network.weights().flat().assign(averaged.average());
        try (Scratch scratch = new Scratch()) {
            for (int i = 0; i < count; i++) {
                try (MemoryWorkspace ignored = scratch.enter()) {
                    Batch batch = batches.at(i);
                    network.forward(latents(batch, i), Pass.measuring(batch.conditions(), 1.0 / (i + 1)));
                }
            }
        }
        return network;
    }
}
