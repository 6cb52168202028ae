package dev.atelier.trainer.recipes;

import java.util.List;

/**
 * How an encoder and a decoder are trained as a variational autoencoder.
 *
 * @param divergenceWeight of the Kullback-Leibler term; 1 is the evidence lower bound, more is β-VAE (Higgins et al. 2017)
 * @param encoder [channels, height, width] and condition → [2·latentSize]: means, then deviations before their softplus
 * @param decoder [latentSize] and condition → [channels, height, width], each pixel's Bernoulli probability
 */
public record VariationalRecipe(
        String model, Plan plan, double divergenceWeight, TrainedNetwork encoder, TrainedNetwork decoder)
        implements Recipe {

    public VariationalRecipe {
        Bounds.weight("divergenceWeight", divergenceWeight);
    }

    @Override
    public List<Long> picture() {
        return encoder.input();
    }

    @Override
    public VariationalRecipe with(Plan other) {
        return new VariationalRecipe(model, other, divergenceWeight, encoder, decoder);
    }
}
