package dev.atelier.trainer.losses;

/**
 * The adversarial loss of Goodfellow et al. (2014) on logits, the generator's in its non-saturating form, with one-sided
 * label smoothing (Salimans et al. 2016).
 *
 * <p>All three are the cross entropy between σ(logit) and a target: 1 − smoothing for real pictures, 0 for generated ones,
 * and 1 for generated ones when the generator learns.
 */
public record Minimax(double smoothing) implements AdversarialLoss {

    public Minimax {
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("smoothing must be from 0 to below 1, got " + smoothing);
        }
    }

    @Override
    public Loss real(float[][] logits) {
        return crossEntropy(logits, 1 - smoothing);
    }

    @Override
    public Loss generated(float[][] logits) {
        return crossEntropy(logits, 0);
    }

    @Override
    public Loss generator(float[][] logits) {
        return crossEntropy(logits, 1);
    }

    /**
     * −t ln σ(l) − (1 − t) ln(1 − σ(l)), written as max(l, 0) − t l + ln(1 + e^−|l|), which neither overflows nor loses
     * digits; the derivative is σ(l) − t.
     */
    private static Loss crossEntropy(float[][] logits, double target) {
        return Loss.mean(
                logits,
                l -> Math.max(l, 0) - target * l + Math.log1p(Math.exp(-Math.abs(l))),
                l -> sigmoid(l) - target);
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
