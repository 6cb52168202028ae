package dev.atelier.trainer.recipes;

import dev.atelier.generator.layers.Fade;
import dev.atelier.generator.layers.LayerSpec;
import dev.atelier.generator.layers.Sequential;
import dev.atelier.generator.layers.Upsample;
import java.util.ArrayList;
import java.util.List;

/**
 * What all stages of a growing generator share. Its layers are called {@code stem}, {@code block-4}, {@code block-8}, …, {@code
 * to-picture-8} and {@code end} in every phase, which is how weights get from one to the next.
 *
 * @param adam its optimiser, which starts anew in each phase
 * @param input [latentSize]
 * @param stem before the first stage's block
 * @param end after a stage's picture layers, also while they are faded in: sigmoid or tanh
 */
public record GrowingGenerator(AdamSettings adam, List<Long> input, List<LayerSpec> stem, List<LayerSpec> end) {

    public GrowingGenerator {
        input = List.copyOf(input);
        stem = List.copyOf(stem);
        end = List.copyOf(end);
    }

    /** The network with all of these stages, the last of them in full. */
    TrainedNetwork steady(List<Stage> stages) {
        List<LayerSpec> layers = blocks(stages);
        layers.add(toPicture(last(stages)));
        return ending(layers);
    }

    /** The same on its way there from the network without the last stage. */
    TrainedNetwork fading(List<Stage> stages) {
        List<Stage> before = stages.subList(0, stages.size() - 1);
        List<LayerSpec> layers = blocks(before);
        layers.add(new Fade.Spec(
                List.of(toPicture(last(before)), new Upsample.Spec()),
                List.of(block(last(stages)), toPicture(last(stages)))));
        return ending(layers);
    }

    private List<LayerSpec> blocks(List<Stage> stages) {
        List<LayerSpec> layers = new ArrayList<>();
        layers.add(new Sequential.Named("stem", stem));
        stages.forEach(stage -> layers.add(block(stage)));
        return layers;
    }

    private static LayerSpec block(Stage stage) {
        return new Sequential.Named("block-" + stage.side(), stage.generator().block());
    }

    private static LayerSpec toPicture(Stage stage) {
        return new Sequential.Named(
                "to-picture-" + stage.side(), stage.generator().toPicture());
    }

    /** What comes last must be seen to be so: it says which numbers are black and white. */
    private TrainedNetwork ending(List<LayerSpec> layers) {
        layers.addAll(end);
        return new TrainedNetwork(adam, input, layers);
    }

    private static Stage last(List<Stage> stages) {
        return stages.get(stages.size() - 1);
    }
}
