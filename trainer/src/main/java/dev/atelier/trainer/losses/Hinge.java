package dev.atelier.trainer.losses;

/**
 * Hinge loss (Lim and Ye 2017; Miyato et al. 2018): D: max(0, 1 − l) on real, max(0, 1 + l) on generated pictures; G: −l.
 * What D already gets right by a margin of 1 teaches it nothing more.
 */
public record Hinge() implements AdversarialLoss {

    @Override
    public Loss real(float[][] logits) {
        return Loss.mean(logits, l -> Math.max(0, 1 - l), l -> l < 1 ? -1 : 0);
    }

    @Override
    public Loss generated(float[][] logits) {
        return Loss.mean(logits, l -> Math.max(0, 1 + l), l -> l > -1 ? 1 : 0);
    }

    @Override
    public Loss generator(float[][] logits) {
        return Loss.mean(logits, l -> -l, l -> -1);
    }
}
