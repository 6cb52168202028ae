package dev.atelier.trainer.recipes;

/**
 * Adam's settings.
 *
 * @param rate of learning
 * @param beta1 decay of the gradient's mean, 0 to below 1
 * @param beta2 decay of its square's mean, 0 to below 1
 */
public record AdamSettings(double rate, double beta1, double beta2) {

    public AdamSettings {
        Bounds.positive("rate", rate);
        Bounds.share("beta1", beta1);
        Bounds.share("beta2", beta2);
    }
}
