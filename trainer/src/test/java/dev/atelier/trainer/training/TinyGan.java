package dev.atelier.trainer.training;

import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.generator.layers.BatchNorm;
import dev.atelier.generator.layers.Conv2d;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.Flatten;
import dev.atelier.generator.layers.JoinCondition;
import dev.atelier.generator.layers.JoinConditionChannel;
import dev.atelier.generator.layers.LayerSpec;
import dev.atelier.generator.layers.LeakyRelu;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Relu;
import dev.atelier.generator.layers.Reshape;
import dev.atelier.generator.layers.Sigmoid;
import dev.atelier.generator.layers.Tanh;
import dev.atelier.generator.layers.UpsampleConv2d;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.datasets.HeapPictures;
import dev.atelier.trainer.losses.AdversarialLoss;
import dev.atelier.trainer.losses.Hinge;
import dev.atelier.trainer.losses.Minimax;
import dev.atelier.trainer.recipes.AdamSettings;
import dev.atelier.trainer.recipes.AdversarialRecipe;
import dev.atelier.trainer.recipes.AdversarialRecipe.Guidance;
import dev.atelier.trainer.recipes.AugmentationSettings;
import dev.atelier.trainer.recipes.Plan;
import dev.atelier.trainer.recipes.TrainedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A GAN for 4×4 pictures of two classes that takes a step in milliseconds, and data for it. */
final class TinyGan {

    static final Attribute BRIGHTNESS = Attribute.oneOf("brightness", List.of("dark", "bright"));

    static final AttributeSchema SCHEMA = AttributeSchema.of(BRIGHTNESS);

    private static final AdamSettings ADAM = new AdamSettings(1e-3, 0.5, 0.999);

    static final AdversarialRecipe RECIPE = guided(new Minimax(0.1), 0.5);

    private TinyGan() {}

    static Adversarial learner() {
        return new Adversarial(RECIPE, SCHEMA, StepClock.NONE);
    }

    static AdversarialRecipe recipe(AdversarialLoss loss) {
        return recipe(loss, Optional.empty());
    }

    /** With a classifier beside D, of this weight. */
    static AdversarialRecipe guided(AdversarialLoss loss, double weight) {
        return recipe(
                loss,
                Optional.of(new Guidance(
                        weight,
                        Optional.of(new AugmentationSettings(0.25, 0.1, 0.25)),
                        new TrainedNetwork(
                                ADAM, discriminator().input(), List.of(new Flatten.Spec(), new Dense.Spec(2))))));
    }

    /** Whose generator ends with a tanh. */
    static AdversarialRecipe signed() {
        AdversarialRecipe recipe = recipe(new Hinge());
        List<LayerSpec> layers = new ArrayList<>(generator().layers());
        layers.set(layers.size() - 1, new Tanh.Spec());
        return new AdversarialRecipe(
                recipe.model(),
                recipe.plan(),
                recipe.loss(),
                recipe.guidance(),
                recipe.consistency(),
                recipe.augmentation(),
                recipe.framing(),
                new TrainedNetwork(ADAM, generator().input(), layers),
                recipe.discriminator());
    }

    private static AdversarialRecipe recipe(AdversarialLoss loss, Optional<Guidance> guidance) {
        return new AdversarialRecipe(
                "cgan",
                new Plan(9, 8, 2, 0.5, 0.99),
                loss,
                guidance,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TrainedNetwork(ADAM, generator().input(), generator().layers()),
                new TrainedNetwork(
                        ADAM, discriminator().input(), discriminator().layers()));
    }

    /** Dark pictures and bright ones. */
    static Examples examples(int count) {
        byte[] pixels = new byte[count * 16];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 2;
            for (int p = 0; p < 16; p++) {
                pixels[i * 16 + p] = (byte) (i % 2 * 150 + (i * 13 + p * 7) % 80);
            }
        }
        return Examples.of(Classes.of(BRIGHTNESS), new HeapPictures(new PictureFormat(4, 4, 1), pixels), labels);
    }

    static NetworkSpec generator() {
        return new NetworkSpec(
                List.of(3L),
                2,
                List.of(
                        new JoinCondition.Spec(),
                        new Dense.Spec(16),
                        new BatchNorm.Spec(),
                        new Relu.Spec(),
                        Reshape.Spec.picture(4, 2, 2),
                        new UpsampleConv2d.Spec(1),
                        new Sigmoid.Spec()));
    }

    static NetworkSpec discriminator() {
        return new NetworkSpec(
                List.of(1L, 4L, 4L),
                2,
                List.of(
                        new JoinConditionChannel.Spec(),
                        new Conv2d.Spec(4, 4, 2, 1),
                        new BatchNorm.Spec(),
                        new LeakyRelu.Spec(0.2),
                        new Flatten.Spec(),
                        new Dense.Spec(1)));
    }
}
