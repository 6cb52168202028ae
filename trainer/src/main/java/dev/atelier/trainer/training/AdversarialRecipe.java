package dev.atelier.trainer.training;

/**
 * How a GAN is trained. Everything that the result depends on beside the data and the networks.
 *
 * @param seed start of all randomness
 * @param batch examples per step
 * @param epochs passes over the data
 * @param fallingRates whether both rates fall to zero in a straight line over the second half
 * @param generatorRate Adam's rate for G
 * @param discriminatorRate Adam's rate for D
 * @param beta1 Adam's first decay for both; the second is .999
 * @param smoothing one-sided label smoothing, 0 to below 1
 * @param averaging decay of the averaged weights, 0 to below 1
 */
public record AdversarialRecipe(
        long seed,
        int batch,
        int epochs,
        boolean fallingRates,
        double generatorRate,
        double discriminatorRate,
        double beta1,
        double smoothing,
        double averaging) {

    public AdversarialRecipe {
        positive("batch", batch);
        positive("epochs", epochs);
        positive("generatorRate", generatorRate);
        positive("discriminatorRate", discriminatorRate);
        share("beta1", beta1);
        share("smoothing", smoothing);
        share("averaging", averaging);
    }

    private static void positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be above 0, got " + value);
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be from 0 to below 1, got " + value);
        }
    }

    public AdversarialRecipe withSeed(long other) {
        return new AdversarialRecipe(
                other, batch, epochs, fallingRates, generatorRate, discriminatorRate, beta1, smoothing, averaging);
    }

    public AdversarialRecipe withBatch(int other) {
        return new AdversarialRecipe(
                seed, other, epochs, fallingRates, generatorRate, discriminatorRate, beta1, smoothing, averaging);
    }

    public AdversarialRecipe withEpochs(int other) {
        return new AdversarialRecipe(
                seed, batch, other, fallingRates, generatorRate, discriminatorRate, beta1, smoothing, averaging);
    }
}
