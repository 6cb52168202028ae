package dev.atelier.trainer.recipes;

import dev.atelier.trainer.losses.AdversarialLoss;
import java.util.Optional;

/**
 * How a generator and a discriminator are trained against each other.
 *
 * @param loss what D's first output is for
 * @param classification where D's further outputs, one per class, are an auxiliary classifier
 * @param augmentation where D is shown changed pictures only
 * @param discriminator [channels, height, width] and condition → [1], or [1 + classes] with an auxiliary classifier
 */
public record AdversarialRecipe(
        String model,
        Plan plan,
        AdversarialLoss loss,
        Optional<Classification> classification,
        Optional<AugmentationSettings> augmentation,
        TrainedNetwork generator,
        TrainedNetwork discriminator)
        implements Recipe {

    /**
     * An auxiliary classifier (Odena et al. 2017): D also learns the classes of real pictures, and G is pulled to make what
     * D classifies as asked. It sharpens classes that overlap in the data.
     *
     * @param discriminator weight of the cross entropy of real pictures in D's loss
     * @param generator weight of the cross entropy of generated pictures in G's loss
     */
    public record Classification(double discriminator, double generator) {

        public Classification {
            Bounds.weight("discriminator", discriminator);
            Bounds.weight("generator", generator);
        }
    }

    @Override
    public AdversarialRecipe with(Plan other) {
        return new AdversarialRecipe(model, other, loss, classification, augmentation, generator, discriminator);
    }
}
