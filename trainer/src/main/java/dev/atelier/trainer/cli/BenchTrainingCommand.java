package dev.atelier.trainer.cli;

import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.numerics.Backend;
import dev.atelier.trainer.datasets.Classes;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.datasets.HeapPictures;
import dev.atelier.trainer.recipes.Plan;
import dev.atelier.trainer.recipes.ProgressiveRecipe;
import dev.atelier.trainer.recipes.Recipe;
import dev.atelier.trainer.recipes.RecipeFile;
import dev.atelier.trainer.training.Batches;
import dev.atelier.trainer.training.GenerativeLearner;
import dev.atelier.trainer.training.TrainingBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench training}: how fast a training step is, beside the machine's matrix product. */
@Command(
        name = "training",
        description = "Measures a training step, where its time goes, and the machine's sgemm, in one process.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchTrainingCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "cgan",
            description =
                    "What to train: cgan, cvae, subtype-cgan, mcgan, cpggan or cdpggan (default: ${DEFAULT-VALUE}).")
    private String model;

    @Option(
            names = "--recipe",
            paramLabel = "RECIPE",
            defaultValue = "seed",
            description = "How: seed, strong or the path of a recipe file (default: ${DEFAULT-VALUE}).")
    private String recipeName;

    @Option(
            names = "--stage",
            paramLabel = "SIDE",
            description = "Which stage of a model that grows (default: the recipe's last).")
    private Optional<Integer> stage;

    @Option(names = "--batch", paramLabel = "N", description = "Examples per step (default: the recipe's).")
    private Optional<Integer> batch;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "50",
            description = "Steps to measure, after ten to warm up (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--json",
            description =
                    "Print one JSON object: {model, batch, stepMs, forwardMs, stepsPerSecond, gflops, sgemmGflops,"
                            + " ratioToSgemm, shares: {part: share}}.")
    private boolean json;

    @Override
    public Integer call() throws IOException, Backend.UnavailableException {
        Backend.load();
        Recipe named = RecipeFile.find(model, recipeName).parse();
        // Of a model that grows the last stage is measured, where its training spends most of its time.
        Recipe recipe = (named instanceof ProgressiveRecipe progressive ? upToStage(progressive) : named).last();
        Plan plan = batch.map(recipe.plan()::withBatch).orElse(recipe.plan());
        Examples examples = random(recipe.picture(), Math.max(1024, plan.batch()));
        TrainingBench bench = TrainingBench.of(
                model,
                clock -> GenerativeLearner.of(recipe.with(plan), examples.schema(), clock),
                new Batches(examples, plan.batch(), plan.seed()),
                plan.batch(),
                steps);
        print(bench);
        return 0;
    }

    private Recipe upToStage(ProgressiveRecipe recipe) {
        return stage.map(recipe::upTo).orElse(recipe);
    }

    /** How fast a step is does not depend on what is in the pictures. Grey ones have one attribute, others two. */
    private static Examples random(List<Long> picture, int count) {
        int channels = Math.toIntExact(picture.get(0));
        PictureFormat format =
                new PictureFormat(Math.toIntExact(picture.get(2)), Math.toIntExact(picture.get(1)), channels);
        byte[] pixels = new byte[Math.multiplyExact(count, channels * format.width() * format.height())];
        new Random(1).nextBytes(pixels);
        AttributeSchema schema = channels == 1
                ? AttributeSchema.of(values("category", 10))
                : AttributeSchema.of(values("type", 3), values("colour", 3));
        Classes classes = new Classes(
                schema,
                schema.oneOfCombinations().stream()
                        .map(selection -> new Classes.Named(selection.values().toString(), selection))
                        .toList());
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % classes.size();
        }
        return Examples.of(classes, new HeapPictures(format, pixels), labels);
    }

    private static Attribute values(String name, int count) {
        return Attribute.oneOf(
                name, IntStream.range(0, count).mapToObj(i -> name + " " + i).toList());
    }

    private void print(TrainingBench bench) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(bench).strip());
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s, batch %d: a step %.1f ms (%.2f steps/s), G forward %.1f ms%n",
                bench.model(),
                bench.batch(),
                bench.stepMs(),
                bench.stepsPerSecond(),
                bench.forwardMs());
        bench.shares().forEach((part, share) -> out.printf(Locale.ROOT, "  %-32s %5.1f %%%n", part, 100 * share));
        out.printf(
                Locale.ROOT,
                "%.1f GFLOP/s, sgemm %.1f, ratio %.2f%n",
                bench.gflops(),
                bench.sgemmGflops(),
                bench.ratioToSgemm());
        out.flush();
    }
}
