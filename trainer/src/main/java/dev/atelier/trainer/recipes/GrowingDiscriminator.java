package dev.atelier.trainer.recipes;

import dev.atelier.generator.layers.AveragePool;
import dev.atelier.generator.layers.Fade;
import dev.atelier.generator.layers.LayerSpec;
import dev.atelier.generator.layers.Sequential;
import java.util.ArrayList;
import java.util.List;

/**
 * What all stages of a growing discriminator share: {@link GrowingGenerator}'s mirror image, with layers {@code from-picture-8},
 * {@code block-8}, {@code block-4}, … and {@code end}.
 *
 * @param adam its optimiser, which starts anew in each phase
 * @param channels of the pictures
 * @param end after the first stage's block: features and condition → [1]
 */
public record GrowingDiscriminator(AdamSettings adam, int channels, List<LayerSpec> end) {

    public GrowingDiscriminator {
        Bounds.positive("channels", channels);
        end = List.copyOf(end);
    }

    /** The network with all of these stages, the last of them in full. */
    TrainedNetwork steady(List<Stage> stages) {
        List<LayerSpec> layers = new ArrayList<>();
        layers.add(fromPicture(last(stages)));
        layers.add(block(last(stages)));
        return ending(layers, stages);
    }

    /** The same on its way there from the network without the last stage. */
    TrainedNetwork fading(List<Stage> stages) {
        Stage before = stages.get(stages.size() - 2);
        List<LayerSpec> layers = new ArrayList<>();
        layers.add(new Fade.Spec(
                List.of(new AveragePool.Spec(), fromPicture(before)),
                List.of(fromPicture(last(stages)), block(last(stages)))));
        return ending(layers, stages);
    }

    /** The blocks of the earlier stages, the first one last, and the end. */
    private TrainedNetwork ending(List<LayerSpec> layers, List<Stage> stages) {
        for (int i = stages.size() - 2; i >= 0; i--) {
            layers.add(block(stages.get(i)));
        }
        layers.add(new Sequential.Named("end", end));
        long side = last(stages).side();
        return new TrainedNetwork(adam, List.of((long) channels, side, side), layers);
    }

    private static LayerSpec fromPicture(Stage stage) {
        return new Sequential.Named(
                "from-picture-" + stage.side(), stage.discriminator().fromPicture());
    }

    private static LayerSpec block(Stage stage) {
        return new Sequential.Named(
                "block-" + stage.side(), stage.discriminator().block());
    }

    private static Stage last(List<Stage> stages) {
        return stages.get(stages.size() - 1);
    }
}
