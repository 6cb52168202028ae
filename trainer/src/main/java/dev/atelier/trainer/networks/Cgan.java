package dev.atelier.trainer.networks;

import dev.atelier.generator.layers.BatchNorm;
import dev.atelier.generator.layers.Conv2d;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.Flatten;
import dev.atelier.generator.layers.JoinCondition;
import dev.atelier.generator.layers.JoinConditionChannel;
import dev.atelier.generator.layers.LeakyRelu;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Relu;
import dev.atelier.generator.layers.Reshape;
import dev.atelier.generator.layers.Sigmoid;
import dev.atelier.generator.layers.UpsampleConv2d;
import java.util.List;

/** The conditional GAN for grey 28×28 pictures: the label enters G beside the latent and D as one more channel. */
public final class Cgan {

    public static final int LATENT_SIZE = 62;

    private static final double SLOPE = 0.2;

    private Cgan() {}

    /** [62] and one-hot label → [1, 28, 28], 0 to 1. */
    public static NetworkSpec generator(int classes) {
        return new NetworkSpec(
                List.of((long) LATENT_SIZE),
                classes,
                List.of(
                        new JoinCondition.Spec(),
                        new Dense.Spec(1024),
                        new BatchNorm.Spec(),
                        new Relu.Spec(),
                        new Dense.Spec(128 * 7 * 7),
                        new BatchNorm.Spec(),
                        new Relu.Spec(),
                        Reshape.Spec.picture(128, 7, 7),
                        new UpsampleConv2d.Spec(64),
                        new BatchNorm.Spec(),
                        new Relu.Spec(),
                        new UpsampleConv2d.Spec(1),
                        new Sigmoid.Spec()));
    }

    /** [1, 28, 28] and one-hot label → one logit, large for real. */
    public static NetworkSpec discriminator(int classes) {
        return new NetworkSpec(
                List.of(1L, 28L, 28L),
                classes,
                List.of(
                        new JoinConditionChannel.Spec(),
                        new Conv2d.Spec(64, 4, 2, 1),
                        new LeakyRelu.Spec(SLOPE),
                        new Conv2d.Spec(128, 4, 2, 1),
                        new BatchNorm.Spec(),
                        new LeakyRelu.Spec(SLOPE),
                        new Flatten.Spec(),
                        new Dense.Spec(1024),
                        new BatchNorm.Spec(),
                        new LeakyRelu.Spec(SLOPE),
                        new Dense.Spec(1)));
    }
}
