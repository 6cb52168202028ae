package dev.atelier.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.Pass;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.recipes.Phase;
import dev.atelier.trainer.recipes.ProgressiveRecipe;
import dev.atelier.trainer.recipes.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ProgressiveRunTest {

    private static final String LAST = "phases/16-steady/checkpoint.safetensors";

    @TempDir
    Path folder;

    @Test
    void phasesFollowEachOtherAndEachLeavesItsFiles() throws IOException {
        List<String> told = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void phaseBegun(String name, int number, int count) {
                told.add(number + "/" + count + " " + name);
            }
        };

        TrainingOutcome outcome = run("run").train(100, List.of(listener), () -> false);

        assertThat(outcome).isEqualTo(new TrainingOutcome.Completed(8));
        assertThat(told)
                .containsExactly("1/5 4-steady", "2/5 8-fading", "3/5 8-steady", "4/5 16-fading", "5/5 16-steady");
        Path fading = folder.resolve("run/phases/8-fading");
        assertThat(Files.readAllLines(fading.resolve("losses.jsonl")))
                .hasSize(8)
                .allMatch(line -> line.contains("difference within brightness"));
        assertThat(fading.resolve("sheets/epoch-002.png")).exists();
        assertThat(fading.resolve("checkpoint.safetensors")).doesNotExist();
    }

    @Test
    void aRunThatIsInterruptedInTheMiddleOfAFadeEndsWithTheSameWeights() throws IOException {
        run("whole").train(100, List.of(), () -> false);

        // 4 steps at 4 pixels, then 3 of the 8 that fade in 8 pixels; the next time 7 further ones.
        assertThat(run("parts").train(100, List.of(), after(7))).isEqualTo(new TrainingOutcome.Stopped(3));
        assertThat(run("parts").train(100, List.of(), after(7))).isEqualTo(new TrainingOutcome.Stopped(2));
        run("parts").train(100, List.of(), () -> false);

        assertSameEnd("parts");
    }

    @Test
    void aRunThatDiesBetweenTwoPhasesOrBeforeANewOnesFirstCheckpointGoesOn() throws IOException {
        run("whole").train(100, List.of(), () -> false);

        TrainingListener death = new TrainingListener() {
            @Override
            public void phaseBegun(String name, int number, int count) throws IOException {
                if (number == 3) {
                    throw new IOException("killed");
                }
            }
        };
        assertThatThrownBy(() -> run("killed").train(100, List.of(death), () -> false))
                .hasMessage("killed");
        TrainingListener later = new TrainingListener() {
            @Override
            public void stepped(long step, Map<String, Double> losses) throws IOException {
                throw new IOException("killed again");
            }
        };
        assertThatThrownBy(() -> run("killed").train(100, List.of(later), () -> false))
                .hasMessage("killed again");
        assertThat(ModelRun.begun(folder.resolve("killed"))).isTrue();
        run("killed").train(100, List.of(), () -> false);

        assertSameEnd("killed");
    }

    @Test
    void aFinishedRunGoesOnToALaterStage() throws IOException {
        run("whole").train(100, List.of(), () -> false);

        run("grown", TinyProgressive.recipe().upTo(8)).train(100, List.of(), () -> false);
        ProgressiveRecipe recipe = (ProgressiveRecipe) ModelRun.recipeOf(folder.resolve("grown"));
        assertThat(recipe.stagesUpTo()).contains(8);
        run("grown", recipe.upTo(16)).train(100, List.of(), () -> false);

        assertSameEnd("grown");
    }

    @Test
    void aRunThatIsLentWeightsBeginsWithThemInItsLastPhase() throws IOException {
        run("lender").train(100, List.of(), () -> false);
        List<String> told = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void phaseBegun(String name, int number, int count) {
                told.add(number + "/" + count + " " + name);
            }
        };

        lent("run").train(100, List.of(listener), after(1));

        assertThat(told).containsExactly("5/5 16-steady");
        Map<String, INDArray> lender = state("lender");
        double step = TinyProgressive.recipe().generator().adam().rate();
        state("run").forEach((name, array) -> {
            if (name.matches("(generator|discriminator)\\..*") && !name.contains("spectral-norm")) {
                // Adam's first step moves each weight by its rate.
                assertThat(array.sub(lender.get(name)).amaxNumber().doubleValue())
                        .as(name)
                        .isLessThan(1.01 * step);
            }
        });
        try (Network network = lent("run").soFar().network()) {
            assertThat(network.output()).containsExactly(1, 16, 16);
        }
    }

    @Test
    void aRunThatIsLentWeightsAndIsInterruptedEndsWithTheSameWeights() throws IOException {
        run("lender").train(100, List.of(), () -> false);
        lent("whole").train(100, List.of(), () -> false);

        assertThat(lent("parts").train(100, List.of(), after(3))).isEqualTo(new TrainingOutcome.Stopped(3));
        // What goes on has its weights in its checkpoint, and does not need them to be lent again.
        assertThat(run("parts").train(100, List.of(), () -> false)).isEqualTo(new TrainingOutcome.Completed(8));

        assertSameEnd("parts");
        assertThat(Files.mismatch(
                        folder.resolve("whole").resolve(LAST),
                        folder.resolve("lender").resolve(LAST)))
                .isNotEqualTo(-1);
    }

    private ModelRun lent(String name) throws IOException {
        Path lender = ModelRun.lastNetworks(TinyProgressive.recipe(), folder.resolve("lender"))
                .orElseThrow();
        return ModelRun.of(
                TinyProgressive.recipe(),
                TinyProgressive.data(),
                folder.resolve(name),
                new Checkpoints(lender.getParent(), "")::lend);
    }

    private Map<String, INDArray> state(String name) throws IOException {
        ProgressiveRecipe recipe = TinyProgressive.recipe();
        Map<String, INDArray> state = GenerativeLearner.of(
                        recipe, TinyProgressive.data().schema(), StepClock.NONE)
                .state();
        new Checkpoints(folder.resolve(name).resolve(LAST).getParent(), "").lend(state);
        return state;
    }

    @Test
    void theRecipeOfAStagesManifestEndsWithIt() throws IOException {
        run("run").train(100, List.of(), after(17));

        Recipe recipe = ModelRun.recipeOf(run("run").trained(Optional.of(8)).recipe());

        assertThat(recipe).isEqualTo(TinyProgressive.recipe().upTo(8));
    }

    @Test
    void anyFinishedStageCanBeHad() throws IOException {
        run("run").train(100, List.of(), after(17));

        try (Network network = run("run").trained(Optional.of(8)).network()) {
            assertThat(network.output()).containsExactly(1, 8, 8);
        }
        Trained first = run("run").trained(Optional.of(4));
        assertThat(first.recipe().path("stage").asInt()).isEqualTo(4);
        assertThat(first.recipe().path("method").asText()).isEqualTo("progressive");
        assertThat(first.data().training().width()).isEqualTo(4);
        assertThatThrownBy(() -> run("run").trained(Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("16-steady holds no finished training: step 0 of 8");
        assertThatThrownBy(() -> run("run").trained(Optional.of(5)))
                .hasMessageContaining("no stage of 5 pixels")
                .hasMessageContaining("[4, 8, 16]");
    }

    @Test
    void atTheBeginningOfAFadeTheNetworksDoWhatTheyDidBefore() throws IOException {
        run("run").train(100, List.of(), after(4));
        Checkpoints before = new Checkpoints(folder.resolve("run/phases/4-steady"), "");
        Map<String, INDArray> small = networks(TinyProgressive.recipe().phases().get(0), before);
        Map<String, INDArray> large = networks(TinyProgressive.recipe().phases().get(1), before);

        INDArray doubled = Nd4j.zeros(3, 1, 8, 8);
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                for (int i = 0; i < 3; i++) {
                    doubled.putScalar(
                            new int[] {i, 0, y, x}, small.get("picture").getDouble(i, 0, y / 2, x / 2));
                }
            }
        }

        assertThat(large.get("picture").equalsWithEps(doubled, 1e-6)).isTrue();
        assertThat(large.get("logit").equalsWithEps(small.get("logit"), 1e-5)).isTrue();
    }

    /** What G makes of three latents, and what D says of the pictures of the stage before, pixels doubled where it is larger. */
    private static Map<String, INDArray> networks(Phase phase, Checkpoints checkpoints) throws IOException {
        AttributeSchema schema = TinyProgressive.data().schema();
        Network g = Network.of(phase.recipe().generator().network(schema));
        Network d = Network.of(phase.recipe().discriminator().network(schema));
        Map<String, INDArray> state = new LinkedHashMap<>();
        g.weights().members().forEach(p -> state.put("generator." + p.name(), p.value()));
        d.weights().members().forEach(p -> state.put("discriminator." + p.name(), p.value()));
        d.statistics().members().forEach(p -> state.put("discriminator." + p.name(), p.value()));
        checkpoints.lend(state);
        Pass pass = Pass.inference(Nd4j.createFromArray(new float[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 1, 1, 0}}));
        INDArray latents = Nd4j.linspace(-1, 1, 18).castTo(org.nd4j.linalg.api.buffer.DataType.FLOAT);
        INDArray picture = g.forward(latents.reshape('c', 3, 6), pass);
        return Map.of("picture", picture, "logit", d.forward(picture, pass));
    }

    @Test
    void aStageLargerThanTheDataIsRefused() throws IOException {
        DataSet small = TinyProgressive.data().smaller(8);
        ProgressiveRecipe recipe = TinyProgressive.recipe();

        assertThatThrownBy(() -> ModelRun.of(recipe, small, folder))
                .hasMessageContaining("pictures of 16×16, but the data have 8×8")
                .hasMessageContaining("--stages-up-to");
    }

    private ModelRun run(String name) throws IOException {
        return run(name, TinyProgressive.recipe());
    }

    private ModelRun run(String name, ProgressiveRecipe recipe) {
        return ModelRun.of(recipe, TinyProgressive.data(), folder.resolve(name));
    }

    private void assertSameEnd(String name) throws IOException {
        assertThat(Files.mismatch(
                        folder.resolve(name).resolve(LAST),
                        folder.resolve("whole").resolve(LAST)))
                .isEqualTo(-1);
    }

    private static java.util.function.BooleanSupplier after(int steps) {
        AtomicInteger asked = new AtomicInteger();
        return () -> asked.incrementAndGet() >= steps;
    }
}
