package dev.atelier.trainer.losses;

/** Least squares (Mao et al. 2017): ½(l − 1)² on real, ½l² on generated pictures; G: ½(l − 1)². */
public record LeastSquares() implements AdversarialLoss {

    @Override
    public Loss real(float[][] logits) {
        return Loss.mean(logits, l -> (l - 1) * (l - 1) / 2, l -> l - 1);
    }

    @Override
    public Loss generated(float[][] logits) {
        return Loss.mean(logits, l -> l * l / 2, l -> l);
    }

    @Override
    public Loss generator(float[][] logits) {
        return Loss.mean(logits, l -> (l - 1) * (l - 1) / 2, l -> l - 1);
    }
}
