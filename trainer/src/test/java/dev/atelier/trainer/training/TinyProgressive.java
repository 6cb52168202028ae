package dev.atelier.trainer.training;

import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.datasets.HeapPictures;
import dev.atelier.trainer.recipes.ProgressiveRecipe;
import dev.atelier.trainer.recipes.RecipeFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A growing GAN of three stages that takes a step in milliseconds, and grey 16×16 pictures for it. */
public final class TinyProgressive {

    public static final String RECIPE = """
            model: cdpggan
            method: progressive
            plan: {seed: 5, batch: 4, epochs: 1, ratesFallFrom: 0.5, averaging: 0.9}
            loss: {type: three-part-least-squares}
            conditions: all
            consistency: [{weight: 1, attribute: brightness}]
            framing: {flip: true, crop: 0.1}
            generator:
              adam: {rate: 0.0005, beta1: 0, beta2: 0.99}
              input: [6]
              stem:
                - {type: conditioning-augmentation, size: 4, weight: 0.1}
                - {type: dense, units: 48}
                - {type: reshape, shape: [3, 4, 4]}
              end: [{type: sigmoid}]
            discriminator:
              adam: {rate: 0.0005, beta1: 0, beta2: 0.99}
              channels: CHANNELS
              end: [{type: sum-pool}, {type: spectral-norm, layer: {type: projection}}]
            stages:
              - side: 4
                generator:
                  block: [{type: layer-norm, epsilon: 1.0e-5}, {type: relu}]
                  toPicture: [{type: conv2d, filters: CHANNELS, kernel: 1, stride: 1, padding: 0}]
                discriminator:
                  fromPicture: [{type: conv2d, filters: 3, kernel: 1, stride: 1, padding: 0}]
                  block: [{type: spectral-norm, layer: {type: conv2d, filters: 4, kernel: 3, stride: 1, padding: 1}}]
              - side: 8
                fading: 2
                generator:
                  block: [{type: upsample-conv2d, filters: 2}, {type: layer-norm, epsilon: 1.0e-5}]
                  toPicture: [{type: conv2d, filters: CHANNELS, kernel: 1, stride: 1, padding: 0}]
                discriminator:
                  fromPicture: [{type: conv2d, filters: 2, kernel: 1, stride: 1, padding: 0}]
                  block: [{type: conv2d, filters: 3, kernel: 4, stride: 2, padding: 1}]
              - side: 16
                batch: 2
                generator:
                  block: [{type: upsample-conv2d, filters: 2}, {type: layer-norm, epsilon: 1.0e-5}]
                  toPicture: [{type: conv2d, filters: CHANNELS, kernel: 1, stride: 1, padding: 0}]
                discriminator:
                  fromPicture: [{type: conv2d, filters: 2, kernel: 1, stride: 1, padding: 0}]
                  block: [{type: conv2d, filters: 2, kernel: 4, stride: 2, padding: 1}]
            """;

    private static final int SIDE = 16;

    private TinyProgressive() {}

    public static String recipeText(int channels) {
        return RECIPE.replace("CHANNELS", String.valueOf(channels));
    }

    static ProgressiveRecipe recipe() throws IOException {
        return (ProgressiveRecipe) RecipeFile.written("tiny", recipeText(1)).parse();
    }

    /** Dark pictures and bright ones, some of them also called noisy. */
    public static DataSet data() {
        AttributeSchema schema = AttributeSchema.of(
                Attribute.oneOf("brightness", List.of("dark", "bright")),
                Attribute.manyOf("texture", List.of("noisy", "rare")));
        Classes classes = new Classes(schema, List.of(named("dark"), named("bright")));
        return new DataSet("tiny", examples(classes, 16), examples(classes, 8), "0".repeat(64));
    }

    private static Classes.Named named(String brightness) {
        return new Classes.Named(
                brightness, new Selection(Map.of("brightness", List.of(brightness)), List.of("texture")));
    }

    private static Examples examples(Classes classes, int count) {
        byte[] pixels = new byte[count * SIDE * SIDE];
        new Random(count).nextBytes(pixels);
        int[] labels = new int[count];
        byte[] conditions = new byte[count * classes.schema().conditionSize()];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 2;
            conditions[4 * i + labels[i]] = 1;
            conditions[4 * i + 2] = (byte) (i / 2 % 2);
            for (int p = i * SIDE * SIDE; p < (i + 1) * SIDE * SIDE; p++) {
                pixels[p] = (byte) ((pixels[p] & 0x3F) + labels[i] * 150);
            }
        }
        return new Examples(classes, new HeapPictures(new PictureFormat(SIDE, SIDE, 1), pixels), conditions, labels);
    }
}
