package dev.atelier.trainer.training;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.Pass;
import dev.atelier.generator.runtime.Latents;
import dev.atelier.generator.runtime.PixelRange;
import dev.atelier.trainer.losses.Elbo;
import dev.atelier.trainer.losses.Loss;
import dev.atelier.trainer.optimisation.AveragedWeights;
import dev.atelier.trainer.recipes.VariationalRecipe;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A variational autoencoder with conditions for both sides (Sohn et al. 2015); its decoder is the generator. */
public final class Variational implements GenerativeLearner {

    private final VariationalRecipe recipe;
    private final Trainee encoder;
    private final Trainee decoder;
    private final AveragedWeights averaged;
    private final int latentSize;
    private final StepClock clock;

    /**
     * @param schema of the data's conditions
     * @param clock is told of the parts of each step
     * @throws IllegalArgumentException where the encoder's outputs don't go with the decoder's latents
     */
    public Variational(VariationalRecipe recipe, AttributeSchema schema, StepClock clock) {
        this.clock = clock;
        this.recipe = recipe;
        long seed = recipe.plan().seed();
        encoder =
                Trainee.of("encoder", recipe.encoder().adam(), recipe.encoder().network(schema), seed * 2);
        decoder =
                Trainee.of("decoder", recipe.decoder().adam(), recipe.decoder().network(schema), seed * 2 + 1);
        averaged =
                new AveragedWeights(decoder.network().weights(), recipe.plan().averaging());
        if (PixelRange.of(decoder.network().spec()) != PixelRange.UNIT) {
            throw new IllegalArgumentException("the decoder must end with a sigmoid: its pixels are probabilities");
        }
        latentSize = Math.toIntExact(recipe.decoder().input().get(0));
        long[] outputs = encoder.network().output();
        if (!Arrays.equals(outputs, new long[] {2L * latentSize})) {
            throw new IllegalArgumentException("the encoder must have a mean and a deviation for each of the decoder's "
                    + latentSize + " latents, " + 2 * latentSize + " outputs, but has " + Arrays.toString(outputs));
        }
    }

    @Override
    public void beginWith(Beginning beginning) throws IOException {
        Map<String, INDArray> networks = new LinkedHashMap<>();
        encoder.putNetwork(networks);
        decoder.putNetwork(networks);
        beginning.lend(networks);
        averaged.restart();
    }

    @Override
    public Map<String, Double> step(Batch batch, long step, double rateFactor) {
        int size = batch.labels().length;
        float[][] noise = noise(step, size);
        Pass encoding = Pass.training(batch.conditions());
        float[][] encoded =
                encoder.network().forward(batch.pictures(), encoding).toFloatMatrix();
        clock.ended("encoder forward");
        Pass decoding = Pass.training(batch.conditions());
        INDArray decoded = decoder.network().forward(Nd4j.create(Elbo.latents(encoded, noise)), decoding);
        clock.ended(GENERATOR_FORWARD);

        Loss reconstruction = Elbo.reconstruction(flat(decoded), flat(batch.pictures()));
        Loss divergence = Elbo.divergence(encoded);
        clock.ended("loss");

        decoder.network().weights().forgetGradients();
        INDArray atPictures = Nd4j.create(reconstruction.gradient()).reshape('c', decoded.shape());
        float[][] atLatents = decoder.network().backward(atPictures, decoding).toFloatMatrix();
        clock.ended("generator backward");
        Loss total = new Loss(reconstruction.value(), Elbo.throughLatents(encoded, noise, atLatents))
                .plus(recipe.divergenceWeight(), divergence, 0);
        encoder.network().weights().forgetGradients();
        encoder.network().backward(Nd4j.create(total.gradient()), encoding);
        clock.ended("encoder backward");
        encoder.advance(step, rateFactor);
        decoder.advance(step, rateFactor);
        clock.ended("optimiser");
        averaged.update(step);
        clock.ended("averaging");

        Map<String, Double> losses = new LinkedHashMap<>();
        losses.put("reconstruction", reconstruction.value());
        losses.put("divergence", divergence.value());
        return losses;
    }

    /** [batch, …] as rows. */
    private static float[][] flat(INDArray pictures) {
        long batch = pictures.size(0);
        return pictures.reshape('c', batch, pictures.length() / batch).toFloatMatrix();
    }

    /** Both networks go forward and back. */
    @Override
    public long multiplyAdds() {
        return 3 * (encoder.network().multiplyAdds() + decoder.network().multiplyAdds());
    }

    private float[][] noise(long step, int size) {
        float[][] noise = new float[size][latentSize];
        for (int i = 0; i < size; i++) {
            Latents.fill(recipe.plan().seed(), step * size + i, noise[i], 0, latentSize);
        }
        return noise;
    }

    @Override
    public long[] picture() {
        return decoder.network().output();
    }

    @Override
    public Map<String, INDArray> state() {
        Map<String, INDArray> state = new LinkedHashMap<>();
        encoder.putState(state);
        decoder.putState(state);
        state.put("decoder-average", averaged.average());
        return state;
    }

    /** Statistics are those of latents from the prior, which is what the generator is given. */
    @Override
    public Network averaged(Batches batches, int count) {
        return Averaged.network(
                decoder.network(),
                averaged,
                batches,
                count,
                (batch, step) -> Nd4j.create(noise(step, batch.labels().length)));
    }
}
