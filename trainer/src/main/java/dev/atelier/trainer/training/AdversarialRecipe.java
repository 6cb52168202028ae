package dev.atelier.trainer.training;

import dev.atelier.generator.layers.NetworkSpec;

/**
 * How a GAN is trained.
 *
 * @param seed start of all randomness
 * @param batch examples per step
 * @param epochs passes over the data
 * @param generatorRate Adam's rate for G
 * @param discriminatorRate Adam's rate for D
 * @param beta1 Adam's first decay, for both
 * @param smoothing one-sided label smoothing, 0 to below 1
 * @param averaging decay of the averaged weights, 0 to below 1
 */
public record AdversarialRecipe(
        long seed,
        int batch,
        int epochs,
        double generatorRate,
        double discriminatorRate,
        double beta1,
        double smoothing,
        double averaging,
        NetworkSpec generator,
        NetworkSpec discriminator) {}
