package dev.atelier.trainer.evaluation;

import dev.atelier.generator.layers.BatchNorm;
import dev.atelier.generator.layers.Conv2d;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.Flatten;
import dev.atelier.generator.layers.LayerSpec;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Parallel;
import dev.atelier.generator.layers.Relu;
import dev.atelier.generator.layers.Sequential;
import dev.atelier.trainer.datasets.Examples;
import java.util.ArrayList;
import java.util.List;

/**
 * The classifier's network, made of Inception blocks (Szegedy et al. 2015, "Rethinking the Inception Architecture"): 1×1,
 * 3×3 and 5×5 (as two 3×3) side by side, each convolution with batch norm and ReLU; between blocks the picture is halved by
 * strided branches. No pooling: a dense layer takes the last 8×8 or smaller.
 *
 * <p>[channels, height, width] → [{@value #FEATURES} features, logits of the {@link Heads}]: the last hidden layer and what it
 * leads to come out of the same walk, by a branch that does nothing beside those that classify.
 */
final class InceptionNetwork {

    /** Numbers by which two pictures are compared: the last hidden layer's. */
    static final int FEATURES = 128;

    private static final int LARGEST_LAST = 8;

    private InceptionNetwork() {}

    static NetworkSpec spec(Examples examples) {
        List<LayerSpec> layers = new ArrayList<>();
        layers.addAll(unit(Conv2d.Spec.same(24, 3)));
        layers.addAll(unit(halving(48)));
        int side = half(Math.max(examples.height(), examples.width()));
        while (side > LARGEST_LAST) {
            layers.add(block(24, 48, 24));
            layers.add(reduction());
            side = half(side);
        }
        layers.add(block(48, 64, 32));
        layers.addAll(List.of(new Flatten.Spec(), new Dense.Spec(FEATURES), new BatchNorm.Spec(), new Relu.Spec()));
        List<LayerSpec> last = new ArrayList<>(List.of(new Sequential.Spec(List.of())));
        last.addAll(new Heads(examples.classes()).layers());
        layers.add(new Parallel.Spec(last));
        return new NetworkSpec(
                List.of((long) examples.channels(), (long) examples.height(), (long) examples.width()), 0, layers);
    }

    /** [in, h, w] → [ones + threes + fives, h, w]. */
    private static LayerSpec block(int ones, int threes, int fives) {
        return new Parallel.Spec(List.of(
                branch(Conv2d.Spec.same(ones, 1)),
                branch(Conv2d.Spec.same(threes * 2 / 3, 1), Conv2d.Spec.same(threes, 3)),
                branch(Conv2d.Spec.same(fives * 2 / 3, 1), Conv2d.Spec.same(fives, 3), Conv2d.Spec.same(fives, 3))));
    }

    /** [in, h, w] → [128, ⌈h/2⌉, ⌈w/2⌉]. */
    private static LayerSpec reduction() {
        return new Parallel.Spec(
                List.of(branch(halving(64)), branch(Conv2d.Spec.same(32, 1), Conv2d.Spec.same(48, 3), halving(64))));
    }

    private static Conv2d.Spec halving(int filters) {
        return new Conv2d.Spec(filters, 3, 2, 1);
    }

    private static int half(int side) {
        return (side + 1) / 2;
    }

    private static LayerSpec branch(Conv2d.Spec... convolutions) {
        List<LayerSpec> layers = new ArrayList<>();
        for (Conv2d.Spec convolution : convolutions) {
            layers.addAll(unit(convolution));
        }
        return new Sequential.Spec(layers);
    }

    private static List<LayerSpec> unit(Conv2d.Spec convolution) {
        return List.of(convolution, new BatchNorm.Spec(), new Relu.Spec());
    }
}
