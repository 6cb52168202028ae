package dev.atelier.trainer.recipes;

import dev.atelier.generator.layers.LayerSpec;
import java.util.List;
import java.util.Optional;

/**
 * What a growing model gains when its pictures become twice as large.
 *
 * @param side of the stage's pictures in pixels
 * @param batch examples per step; the plan's where empty
 * @param fading epochs in which the new layers are faded in; the plan's where empty, none in the first stage
 * @param steady epochs after that; the plan's where empty
 * @param generator the new layers of G
 * @param discriminator the new layers of D
 */
public record Stage(
        int side,
        Optional<Integer> batch,
        Optional<Integer> fading,
        Optional<Integer> steady,
        GeneratorPart generator,
        DiscriminatorPart discriminator) {

    /**
     * @param block from the features of the stage before, or of the stem, to this one's
     * @param toPicture from those to [channels, side, side], before G's end
     */
    public record GeneratorPart(List<LayerSpec> block, List<LayerSpec> toPicture) {

        public GeneratorPart {
            block = List.copyOf(block);
            toPicture = List.copyOf(toPicture);
        }
    }

    /**
     * @param fromPicture from [channels, side, side] to features
     * @param block from those to what the stage before takes, or D's end
     */
    public record DiscriminatorPart(List<LayerSpec> fromPicture, List<LayerSpec> block) {

        public DiscriminatorPart {
            fromPicture = List.copyOf(fromPicture);
            block = List.copyOf(block);
        }
    }

    public Stage {
        Bounds.positive("side", side);
        batch.ifPresent(b -> Bounds.positive("batch", b));
        fading.ifPresent(epochs -> Bounds.positive("fading", epochs));
        steady.ifPresent(epochs -> Bounds.positive("steady", epochs));
    }

    Stage withoutBatch() {
        return new Stage(side, Optional.empty(), fading, steady, generator, discriminator);
    }

    Stage withBatchUpTo(int most) {
        return new Stage(side, batch.map(own -> Math.min(own, most)), fading, steady, generator, discriminator);
    }

    Stage withoutEpochs() {
        return new Stage(side, batch, Optional.empty(), Optional.empty(), generator, discriminator);
    }
}
