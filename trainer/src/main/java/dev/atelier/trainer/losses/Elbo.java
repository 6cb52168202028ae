package dev.atelier.trainer.losses;

/**
 * The negative evidence lower bound of a variational autoencoder (Kingma and Welling 2014) with a standard normal prior, a
 * Gaussian encoder and a Bernoulli decoder, summed over pixels and latents, mean over the batch.
 */
public final class Elbo {

    /** Keeps the logarithm and the quotient finite where a probability has been rounded to 0 or 1. */
    private static final float LEAST = 1e-6f;

    private Elbo() {}

    /**
     * The decoder's part: −Σ x ln p + (1 − x) ln(1 − p).
     *
     * @param probabilities p, [batch, pixels]
     * @param pictures x, the same, 0 to 1
     * @return the gradient at p: (p − x) / (p (1 − p)) / batch
     */
    public static Loss reconstruction(float[][] probabilities, float[][] pictures) {
        int batch = probabilities.length;
        double sum = 0;
        float[][] gradient = new float[batch][];
        for (int i = 0; i < batch; i++) {
            gradient[i] = new float[probabilities[i].length];
            for (int j = 0; j < gradient[i].length; j++) {
                float x = pictures[i][j];
                float p = Math.min(Math.max(probabilities[i][j], LEAST), 1 - LEAST);
                sum -= x * Math.log(p) + (1 - x) * Math.log1p(-p);
                gradient[i][j] = (p - x) / (p * (1 - p)) / batch;
            }
        }
        return new Loss(sum / batch, gradient);
    }

    /**
     * The encoder's part, the Kullback-Leibler divergence from the prior: ½ Σ μ² + σ² − 1 − ln σ², with σ = softplus(ρ) =
     * ln(1 + e^ρ).
     *
     * @param encoded μ and then ρ, [batch, 2·latentSize]
     * @return the gradient at {@code encoded}
     */
    public static Loss divergence(float[][] encoded) {
        int batch = encoded.length;
        double sum = 0;
        float[][] gradient = new float[batch][];
        for (int i = 0; i < batch; i++) {
            int size = encoded[i].length / 2;
            gradient[i] = new float[2 * size];
            for (int j = 0; j < size; j++) {
                double mean = encoded[i][j];
                double deviation = deviation(encoded[i][size + j]);
                sum += (mean * mean + deviation * deviation - 1) / 2 - Math.log(deviation);
                gradient[i][j] = (float) (mean / batch);
                gradient[i][size + j] = (float) ((deviation - 1 / deviation) * slope(encoded[i][size + j]) / batch);
            }
        }
        return new Loss(sum / batch, gradient);
    }

    /**
     * The latents z = μ + σ ε (reparameterisation).
     *
     * @param noise ε, standard normal, [batch, latentSize]
     */
    public static float[][] latents(float[][] encoded, float[][] noise) {
        float[][] latents = new float[encoded.length][];
        for (int i = 0; i < latents.length; i++) {
            int size = encoded[i].length / 2;
            latents[i] = new float[size];
            for (int j = 0; j < size; j++) {
                latents[i][j] = (float) (encoded[i][j] + deviation(encoded[i][size + j]) * noise[i][j]);
            }
        }
        return latents;
    }

    /**
     * Takes the gradient at z back to that at {@code encoded}: ∂μ = ∂z, ∂ρ = ∂z ε σ′(ρ).
     *
     * @param atLatents ∂z, [batch, latentSize]
     */
    public static float[][] throughLatents(float[][] encoded, float[][] noise, float[][] atLatents) {
        float[][] gradient = new float[encoded.length][];
        for (int i = 0; i < gradient.length; i++) {
            int size = encoded[i].length / 2;
            gradient[i] = new float[2 * size];
            for (int j = 0; j < size; j++) {
                gradient[i][j] = atLatents[i][j];
                gradient[i][size + j] = (float) (atLatents[i][j] * noise[i][j] * slope(encoded[i][size + j]));
            }
        }
        return gradient;
    }

    /** softplus, kept above 0 so that its logarithm is finite. */
    private static double deviation(double raw) {
        return Math.max(raw > 30 ? raw : Math.log1p(Math.exp(raw)), 1e-30);
    }

    /** The derivative of softplus. */
    private static double slope(double raw) {
        return 1 / (1 + Math.exp(-raw));
    }
}
