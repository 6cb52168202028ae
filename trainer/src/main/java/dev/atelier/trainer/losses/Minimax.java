package dev.atelier.trainer.losses;

/**
 * The adversarial loss of Goodfellow et al. (2014) on logits, the generator's in its non-saturating form, with one-sided
 * label smoothing (Salimans et al. 2016).
 *
 * <p>All three are the cross entropy between σ(logit) and a target: 1 − smoothing for real pictures, 0 for generated ones,
 * and 1 for generated ones when the generator learns.
 */
public record Minimax(double smoothing) {

    public Minimax {
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("smoothing must be from 0 to below 1, got " + smoothing);
        }
    }

    /** D's loss on real pictures; logits are [batch, 1]. */
    public Loss real(float[][] logits) {
        return crossEntropy(logits, 1 - smoothing);
    }

    /** D's loss on generated pictures. */
    public Loss generated(float[][] logits) {
        return crossEntropy(logits, 0);
    }

    /** G's loss. */
    public Loss generator(float[][] logits) {
        return crossEntropy(logits, 1);
    }

    /**
     * −t ln σ(l) − (1 − t) ln(1 − σ(l)), written as max(l, 0) − t l + ln(1 + e^−|l|), which neither overflows nor loses
     * digits; the derivative is σ(l) − t.
     */
    private static Loss crossEntropy(float[][] logits, double target) {
        double sum = 0;
        float[][] gradient = new float[logits.length][1];
        for (int i = 0; i < logits.length; i++) {
            double logit = logits[i][0];
            sum += Math.max(logit, 0) - target * logit + Math.log1p(Math.exp(-Math.abs(logit)));
            gradient[i][0] = (float) ((sigmoid(logit) - target) / logits.length);
        }
        return new Loss(sum / logits.length, gradient);
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
