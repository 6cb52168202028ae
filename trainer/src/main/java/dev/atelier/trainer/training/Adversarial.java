package dev.atelier.trainer.training;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.Pass;
import dev.atelier.generator.runtime.Latents;
import dev.atelier.generator.runtime.PixelRange;
import dev.atelier.trainer.losses.AdversarialLoss;
import dev.atelier.trainer.losses.Loss;
import dev.atelier.trainer.optimisation.AveragedWeights;
import dev.atelier.trainer.recipes.AdversarialRecipe;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A generator and a discriminator that learn from each other, one step of each per batch. */
public final class Adversarial implements GenerativeLearner {

    /** Of pixels from 0 to 1; pictures of real data differ by .1 and more. */
    private static final double LEAST_DIFFERENCE = 1e-4;

    private final AdversarialRecipe recipe;
    private final Trainee generator;
    private final Trainee discriminator;
    private final AveragedWeights averaged;
    private final AdversarialLoss loss;
    private final Optional<Guide> guide;
    private final PixelRange range;
    private final List<Likeness> likenesses;
    private final int latentSize;
    private final StepClock clock;

    /**
     * @param schema of the data's conditions
     * @param clock is told of the parts of each step
     * @throws IllegalArgumentException where D's outputs are not those that the recipe needs, or G's last layer doesn't say
     *     what its pixels mean
     */
    public Adversarial(AdversarialRecipe recipe, AttributeSchema schema, StepClock clock) {
        this.clock = clock;
        this.recipe = recipe;
        long seed = recipe.plan().seed();
        generator = Trainee.of(
                "generator", recipe.generator().adam(), recipe.generator().network(schema), seed * 2);
        discriminator = Trainee.of(
                "discriminator",
                recipe.discriminator().adam(),
                recipe.discriminator().network(schema),
                seed * 2 + 1);
        averaged =
                new AveragedWeights(generator.network().weights(), recipe.plan().averaging());
        loss = recipe.loss();
        guide = recipe.guidance().map(guidance -> new Guide(guidance, schema, seed * 2 + 0x9E3779B97F4A7C15L));
        range = PixelRange.of(generator.network().spec());
        likenesses = recipe.consistency().orElse(List.of()).stream()
                .map(consistency -> new Likeness(consistency, schema))
                .toList();
        latentSize = Math.toIntExact(recipe.generator().input().get(0));
        long[] outputs = discriminator.network().output();
        if (!Arrays.equals(outputs, new long[] {1})) {
            throw new IllegalArgumentException(
                    "the discriminator must have one output, but has " + Arrays.toString(outputs));
        }
    }

    @Override
    public void beginWith(Beginning beginning) throws IOException {
        Map<String, INDArray> networks = new LinkedHashMap<>();
        generator.putNetwork(networks);
        discriminator.putNetwork(networks);
        guide.ifPresent(g -> g.putNetwork(networks));
        beginning.lend(networks);
        averaged.restart();
    }

    /** The generated pictures of D's step serve for G's step as well: G has not changed in between. */
    @Override
    public Map<String, Double> step(Batch given, long step, double rateFactor) {
        // Real pictures are shown as G would make them.
        Batch batch = new Batch(range.ofUnit(given.pictures()), given.conditions(), given.labels());
        Pass making = Pass.training(batch.conditions());
        INDArray generated = generator.network().forward(latents(batch, step), making);
        clock.ended(GENERATOR_FORWARD);

        discriminator.network().weights().forgetGradients();
        INDArray real =
                augmentation(batch, step, 0).map(a -> a.apply(batch.pictures())).orElse(batch.pictures());
        Optional<Augmentation> change = augmentation(batch, step, 1);
        INDArray seen = change.map(a -> a.apply(generated)).orElse(generated);
        clock.ended("augmentation");
        Judging judging = new Judging();
        judging.show(real, batch.conditions(), loss::real);
        judging.show(seen, batch.conditions(), loss::generated);
        // A small batch may be of one class by chance.
        if (loss.judgesMismatches() && Mismatches.possible(batch)) {
            judging.show(real, Mismatches.of(batch), loss::generated);
        }
        double judged = judging.learn(discriminator.network());
        clock.ended("discriminator");
        discriminator.advance(step, rateFactor);
        clock.ended("optimiser");

        Pass fooling = Pass.frozen(batch.conditions());
        float[][] logits = discriminator.network().forward(seen, fooling).toFloatMatrix();
        Loss fooled = loss.generator(logits);
        INDArray atSeen = discriminator.network().backward(Nd4j.create(fooled.gradient()), fooling);
        INDArray atPictures = change.map(a -> a.backward(atSeen)).orElse(atSeen);
        clock.ended("generator through discriminator");
        Map<String, Double> losses = new LinkedHashMap<>();
        losses.put("discriminator", judged);
        losses.put("generator", fooled.value() + making.penalty());
        if (guide.isPresent()) {
            losses.put("classifier", guide.get().learn(batch, step, rateFactor));
            clock.ended("classifier");
            Pull pull = guide.get().pull(generated, batch, step);
            losses.put("generated classes", pull.value());
            atPictures = atPictures.add(pull.atPictures());
            clock.ended("generator through classifier");
        }
        for (Likeness likeness : likenesses) {
            Pull pull = likeness.pull(generated, batch);
            losses.put(likeness.lossName(), pull.value());
            atPictures = atPictures.add(pull.atPictures());
        }
        generator.network().weights().forgetGradients();
        generator.network().backward(atPictures, making);
        clock.ended("generator backward");
        generator.advance(step, rateFactor);
        clock.ended("optimiser");
        averaged.update(step);
        clock.ended("averaging");

        return losses;
    }

    /** Whether G makes one and the same picture of a class from every latent. */
    @Override
    public Optional<String> failure(Batch batch, long step) {
        Pass looking = Pass.measuring(batch.conditions(), 0);
        double difference =
                differenceWithinClasses(generator.network().forward(latents(batch, step), looking), batch.labels());
        return difference < LEAST_DIFFERENCE
                ? Optional.of("the generator has collapsed: pictures of one class differ by " + difference
                        + " on average, less than " + LEAST_DIFFERENCE)
                : Optional.empty();
    }

    /** Mean absolute difference between each picture and the next of its class; no number where there is no such pair. */
    private static double differenceWithinClasses(INDArray pictures, int[] labels) {
        float[][] rows = pictures.reshape('c', labels.length, pictures.length() / labels.length)
                .toFloatMatrix();
        Map<Integer, float[]> latest = new HashMap<>();
        double sum = 0;
        long count = 0;
        for (int i = 0; i < labels.length; i++) {
            float[] before = latest.put(labels[i], rows[i]);
            for (int p = 0; before != null && p < before.length; p++) {
                sum += Math.abs(rows[i][p] - before[p]);
                count++;
            }
        }
        return sum / count;
    }

    /** @param part tells the changes of real and generated pictures apart */
    private Optional<Augmentation> augmentation(Batch batch, long step, int part) {
        long seed = recipe.plan().seed() * 0x9E3779B97F4A7C15L + step * 2 + part;
        return recipe.augmentation()
                .map(settings -> new Augmentation(settings, batch.pictures().shape(), seed));
    }

    /**
     * G goes forward and back, D does so on real and on generated pictures, and once more with its parameters frozen; the
     * guiding classifier on real ones, and once more with its parameters frozen.
     */
    @Override
    public long multiplyAdds() {
        int pairs = loss.judgesMismatches() ? 3 : 2;
        return 3 * generator.network().multiplyAdds()
                + (3L * pairs + 2) * discriminator.network().multiplyAdds()
                + guide.map(g -> 5 * g.multiplyAdds()).orElse(0L);
    }

    private INDArray latents(Batch batch, long step) {
        int size = batch.labels().length;
        float[] values = new float[size * latentSize];
        for (int i = 0; i < size; i++) {
            Latents.fill(recipe.plan().seed(), step * size + i, values, i * latentSize, latentSize);
        }
        return Nd4j.create(values, new long[] {size, latentSize}, 'c');
    }

    @Override
    public long[] picture() {
        return generator.network().output();
    }

    @Override
    public Map<String, INDArray> state() {
        Map<String, INDArray> state = new LinkedHashMap<>();
        generator.putState(state);
        discriminator.putState(state);
        guide.ifPresent(g -> g.putState(state));
        state.put("generator-average", averaged.average());
        return state;
    }

    @Override
    public Network averaged(Batches batches, int count) {
        return Averaged.network(generator.network(), averaged, batches, count, this::latents);
    }
}
