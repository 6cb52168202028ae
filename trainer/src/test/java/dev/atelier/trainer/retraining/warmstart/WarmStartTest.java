package dev.atelier.trainer.retraining.warmstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.generator.weights.Safetensors;
import dev.atelier.trainer.artefacts.GeneratorExport;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.datasets.HeapPictures;
import dev.atelier.trainer.recipes.AdversarialRecipe;
import dev.atelier.trainer.recipes.ProgressiveRecipe;
import dev.atelier.trainer.recipes.Recipe;
import dev.atelier.trainer.recipes.RecipeFile;
import dev.atelier.trainer.training.GenerativeLearner;
import dev.atelier.trainer.training.ModelRun;
import dev.atelier.trainer.training.StepClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class WarmStartTest {
    private static final AttributeSchema OLD = schema("blue", "red");

    /** A new colour comes between the old ones, so that the old ones' slots move. */
    private static final AttributeSchema NEW = schema("blue", "green", "red");

    /** With every kind of layer that takes conditions. */
    private static final String RECIPE = """
            model: cgan
            method: adversarial
            plan: {seed: 5, batch: 4, epochs: 1, ratesFallFrom: 1, averaging: 0.9}
            loss: {type: hinge}
            generator:
              adam: {rate: 0.001, beta1: 0, beta2: 0.9}
              input: [6]
              layers:
                - JOIN
                - {type: dense, units: 32}
                - {type: reshape, shape: [2, 4, 4]}
                - {type: conditional-batch-norm, epsilon: 1.0e-5}
                - {type: relu}
                - {type: upsample-conv2d, filters: 3}
                - {type: sigmoid}
            discriminator:
              adam: {rate: 0.001, beta1: 0, beta2: 0.9}
              input: [3, 8, 8]
              layers:
                - {type: join-condition-channel}
                - {type: spectral-norm, layer: {type: conv2d, filters: 4, kernel: 4, stride: 2, padding: 1}}
                - {type: sum-pool}
                - {type: spectral-norm, layer: {type: projection}}
            """;

    /** Grows, with conditions in every stage. */
    private static final String GROWING = """
            model: cpggan
            method: progressive
            plan: {seed: 5, batch: 4, epochs: 1, ratesFallFrom: 1, averaging: 0.9}
            loss: {type: hinge}
            conditions: all
            generator:
              adam: {rate: 0.001, beta1: 0, beta2: 0.9}
              input: [6]
              stem:
                - {type: conditioning-augmentation, size: 4, weight: 0.1}
                - {type: dense, units: 48}
                - {type: reshape, shape: [3, 4, 4]}
              end: [{type: sigmoid}]
            discriminator:
              adam: {rate: 0.001, beta1: 0, beta2: 0.9}
              channels: 3
              end: [{type: sum-pool}, {type: spectral-norm, layer: {type: projection}}]
            stages:
              - side: 4
                generator:
                  block: [{type: conditional-batch-norm, epsilon: 1.0e-5}, {type: relu}]
                  toPicture: [{type: conv2d, filters: 3, kernel: 1, stride: 1, padding: 0}]
                discriminator:
                  fromPicture: [{type: conv2d, filters: 3, kernel: 1, stride: 1, padding: 0}]
                  block: [{type: spectral-norm, layer: {type: conv2d, filters: 4, kernel: 3, stride: 1, padding: 1}}]
              - side: 8
                generator:
                  block:
                    - {type: upsample-conv2d, filters: 2}
                    - {type: conditional-batch-norm, epsilon: 1.0e-5}
                  toPicture: [{type: conv2d, filters: 3, kernel: 1, stride: 1, padding: 0}]
                discriminator:
                  fromPicture: [{type: conv2d, filters: 2, kernel: 1, stride: 1, padding: 0}]
                  block: [{type: conv2d, filters: 3, kernel: 4, stride: 2, padding: 1}]
            guidance:
              weight: 0.5
              classifier:
                adam: {rate: 0.001, beta1: 0.9, beta2: 0.999}
                input: [3, 8, 8]
                layers: [{type: sum-pool}, {type: dense-per-value}]
            """;

    @TempDir
    Path folder;

    private static AttributeSchema schema(String... colours) {
        return AttributeSchema.of(
                Attribute.oneOf("type", List.of("jeans", "shirt")), Attribute.oneOf("colour", List.of(colours)));
    }

    private static DataSet data(AttributeSchema schema) {
        List<Classes.Named> named = schema.oneOfCombinations().stream()
                .map(selection -> new Classes.Named(selection.values().toString(), selection))
                .toList();
        Classes classes = new Classes(schema, named);
        int count = 4 * classes.size();
        byte[] pixels = new byte[count * 192];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 31);
        }
        int[] labels = IntStream.range(0, count).map(i -> i % classes.size()).toArray();
        Examples examples = Examples.of(classes, new HeapPictures(new PictureFormat(8, 8, 3), pixels), labels);
        return new DataSet("wear", examples, examples, "0".repeat(64));
    }

    private static Recipe recipe(String join) throws IOException {
        return RecipeFile.written("small", RECIPE.replace("JOIN", "{type: " + join + "}"))
                .parse();
    }

    private static ProgressiveRecipe growing() throws IOException {
        return (ProgressiveRecipe) RecipeFile.written("growing", GROWING).parse();
    }

    static List<Named<Recipe>> recipes() throws IOException {
        List<Named<Recipe>> recipes = new ArrayList<>();
        for (String join : List.of("join-condition", "join-embedding, size: 5", "join-attributes, units: 4")) {
            recipes.add(Named.of(join, recipe(join)));
        }
        recipes.add(Named.of("growing", growing()));
        return recipes;
    }

    private static Network generator(GenerativeLearner learner, Recipe recipe, AttributeSchema schema) {
        Network network =
                Network.of(((AdversarialRecipe) recipe.last()).generator().network(schema));
        Map<String, INDArray> state = learner.state();
        network.weights().members().forEach(p -> p.value().assign(state.get("generator." + p.name())));
        network.statistics().members().forEach(p -> p.value().assign(state.get("generator." + p.name())));
        return network;
    }

    private Artefact champion(Recipe recipe, AttributeSchema schema) throws IOException {
        DataSet data = data(schema).smaller(Math.toIntExact(recipe.picture().get(2)));
        GenerativeLearner learner = GenerativeLearner.of(recipe, schema, StepClock.NONE);
        // Norms that do nothing at first would hide where their scales end up.
        learner.state().forEach((name, array) -> {
            if (name.contains("conditional-batch-norm.s")) {
                for (int i = 0; i < array.length(); i++) {
                    array.putScalar(i, Math.sin(i));
                }
            }
        });
        try (Network network = generator(learner, recipe, schema)) {
            return new GeneratorExport(
                            "wear", "1", recipe.model(), data, Json.mapper().valueToTree(recipe))
                    .write(network, generator -> Json.mapper().createObjectNode(), folder.resolve("champion"));
        }
    }

    private static byte[] picture(Generator generator, AttributeSchema schema, String type, String colour) {
        float[] condition = schema.encode(schema.select(Selection.of(Map.of("type", type, "colour", colour))));
        return generator
                .generate(new float[][] {condition}, new long[] {3}, new int[] {0})
                .get(0)
                .pixels();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void beforeTheFirstStepTheOldColoursPicturesAreTheChampionsThoughThereIsANewColour(Recipe recipe)
            throws IOException {
        Artefact champion = champion(recipe, OLD);

        WarmStart.Outcome outcome = WarmStart.of(champion, Optional.empty(), recipe, NEW);

        assertThat(outcome).isInstanceOf(WarmStart.Outcome.Possible.class);
        WarmStart warm = ((WarmStart.Outcome.Possible) outcome).warmStart();
        assertThat(warm.description()).contains("new: colour: green");
        GenerativeLearner learner = GenerativeLearner.of(recipe, NEW, StepClock.NONE);
        learner.beginWith(warm);
        try (Generator before = NetworkGenerator.load(champion);
                Generator after = new NetworkGenerator(generator(learner, recipe, NEW))) {
            for (String type : List.of("jeans", "shirt")) {
                for (String colour : List.of("blue", "red")) {
                    assertThat(picture(after, NEW, type, colour))
                            .as(type + " " + colour)
                            .isEqualTo(picture(before, OLD, type, colour));
                }
                assertThat(picture(before, OLD, type, "red")).isNotEqualTo(picture(before, OLD, type, "blue"));
            }
        }
    }

    @Test
    void otherAttributesOrOtherLayersBeginFromScratchAndSayWhy() throws IOException {
        Recipe recipe = recipe("join-condition");
        Artefact champion = champion(recipe, OLD);
        AttributeSchema other = AttributeSchema.of(Attribute.oneOf("sleeves", List.of("long", "short")));

        assertThat(reason(WarmStart.of(champion, Optional.empty(), recipe, other)))
                .contains("type (ONE_OF), colour (ONE_OF)")
                .contains("sleeves");
        assertThat(reason(WarmStart.of(champion, Optional.empty(), recipe("join-embedding, size: 5"), NEW)))
                .contains("other layers");
    }

    @Test
    void theOtherNetworksOfAModelThatGrowsAreThoseOfTheLastPhaseOfTheChampionsRun() throws IOException {
        ProgressiveRecipe recipe = growing();
        DataSet data = data(OLD);
        Path place = folder.resolve("run");
        ModelRun.of(recipe, data, place).train(100, List.of(), () -> false);
        Optional<Path> checkpoint = ModelRun.lastNetworks(recipe, place);
        Artefact champion = champion(recipe, OLD);

        WarmStart.Outcome outcome = WarmStart.of(champion, checkpoint, recipe, NEW);

        WarmStart warm = ((WarmStart.Outcome.Possible) outcome).warmStart();
        assertThat(warm.description())
                .startsWith("begins with the champion's weights (generator, discriminator, classifier)");
        GenerativeLearner learner = GenerativeLearner.of(recipe, NEW, StepClock.NONE);
        learner.beginWith(warm);
        Safetensors trained = Safetensors.open(checkpoint.orElseThrow());
        String unconditional = "discriminator.from-picture-8.0.conv2d.weight";
        INDArray kept = learner.state().get(unconditional);
        assertThat(kept.reshape('c', new long[] {kept.length()}).toFloatVector())
                .isEqualTo(trained.read(unconditional, kept.shape()));
    }

    @Test
    void anotherStageThanTheRecipesLastBeginsFromScratchAndSaysWhy() throws IOException {
        Artefact champion = champion(growing().upTo(4), OLD);

        assertThat(reason(WarmStart.of(champion, Optional.empty(), growing(), NEW)))
                .isEqualTo("the champion makes pictures of 4×4, the recipe of 8×8");
    }

    private static String reason(WarmStart.Outcome outcome) {
        return ((WarmStart.Outcome.Impossible) outcome).reason();
    }
}
