package dev.atelier.trainer.losses;

/**
 * Least squares with wrong pairs, as in "Fashion Generation from Structured Style Attributes": D: (l − 1)² on real
 * pictures of the right class, (l + 1)² on generated ones and (l + 1)² on real pictures of a wrong class; G: l².
 */
public record ThreePartLeastSquares() implements AdversarialLoss {

    @Override
    public Loss real(float[][] logits) {
        return Loss.mean(logits, l -> (l - 1) * (l - 1), l -> 2 * (l - 1));
    }

    @Override
    public Loss generated(float[][] logits) {
        return Loss.mean(logits, l -> (l + 1) * (l + 1), l -> 2 * (l + 1));
    }

    @Override
    public Loss generator(float[][] logits) {
        return Loss.mean(logits, l -> l * l, l -> 2 * l);
    }

    @Override
    public boolean judgesMismatches() {
        return true;
    }
}
