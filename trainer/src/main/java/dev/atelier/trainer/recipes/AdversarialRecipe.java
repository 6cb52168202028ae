package dev.atelier.trainer.recipes;

import dev.atelier.trainer.losses.AdversarialLoss;
import java.util.List;
import java.util.Optional;

/**
 * How a generator and a discriminator are trained against each other.
 *
 * @param loss what D's output is for
 * @param guidance where a classifier pulls G as well
 * @param consistency what G's pictures should have in common; empty for nothing
 * @param augmentation where D is shown changed pictures only
 * @param discriminator [channels, height, width] and condition → [1]
 */
public record AdversarialRecipe(
        String model,
        Plan plan,
        AdversarialLoss loss,
        Optional<Guidance> guidance,
        Optional<List<Consistency>> consistency,
        Optional<AugmentationSettings> augmentation,
        Optional<FramingSettings> framing,
        TrainedNetwork generator,
        TrainedNetwork discriminator)
        implements Recipe {

    /**
     * A classifier of real pictures that is trained beside G and D, and pulls G to make what it classifies as asked: the third
     * player of Li et al. 2017 ("Triple Generative Adversarial Nets"), trained on real pictures only. It sharpens classes that
     * overlap in the data. It belongs to the run; what scores a model is another one.
     *
     * @param weight of its cross entropy of generated pictures in G's loss
     * @param augmentation where it is shown changed pictures only, real or generated
     * @param classifier [channels, height, width] → [values of all attributes]
     */
    public record Guidance(double weight, Optional<AugmentationSettings> augmentation, TrainedNetwork classifier) {

        public Guidance {
            Bounds.weight("weight", weight);
        }

        /** The same for pictures of this shape. */
        Guidance taking(List<Long> picture) {
            return new Guidance(
                    weight, augmentation, new TrainedNetwork(classifier.adam(), picture, classifier.layers()));
        }
    }

    @Override
    public List<Long> picture() {
        return discriminator.input();
    }

    @Override
    public AdversarialRecipe with(Plan other) {
        return new AdversarialRecipe(
                model, other, loss, guidance, consistency, augmentation, framing, generator, discriminator);
    }
}
