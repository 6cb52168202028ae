package dev.atelier.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TrainingLoopTest {

    private static final BooleanSupplier NEVER = () -> false;

    @TempDir
    Path folder;

    @Test
    void aRunThatWasStoppedAndResumedEndsWithTheBitsOfOneThatWasNot() throws IOException {
        Adversarial straight = TinyGan.learner();
        run(straight, "straight", 100, List.of(), NEVER);

        for (int stopAfter : new int[] {1, 5, 9}) {
            String name = "stopped-" + stopAfter;
            assertThat(run(TinyGan.learner(), name, 100, List.of(), after(stopAfter)))
                    .isEqualTo(new TrainingOutcome.Stopped(stopAfter));
            Adversarial resumed = TinyGan.learner();
            assertThat(run(resumed, name, 100, List.of(), NEVER)).isEqualTo(new TrainingOutcome.Completed(16));

            assertSameState(resumed, straight);
        }
    }

    @Test
    void aRunThatDiedResumesFromItsLastCheckpoint() throws IOException {
        Adversarial straight = TinyGan.learner();
        run(straight, "straight", 100, List.of(), NEVER);
        TrainingListener death = new TrainingListener() {
            @Override
            public void stepped(long step, Map<String, Double> losses) throws IOException {
                if (step == 11) {
                    throw new IOException("power cut");
                }
            }
        };
        assertThatThrownBy(() -> run(TinyGan.learner(), "died", 3, List.of(death), NEVER))
                .hasMessage("power cut");

        Adversarial resumed = TinyGan.learner();
        List<Long> starts = new ArrayList<>();
        run(resumed, "died", 3, List.of(startsInto(starts)), NEVER);

        assertThat(starts).containsExactly(9L);
        assertSameState(resumed, straight);
    }

    @Test
    void aCompletedRunHasNothingMoreToDo() throws IOException {
        run(TinyGan.learner(), "run", 100, List.of(), NEVER);

        AtomicInteger steps = new AtomicInteger();
        TrainingListener counting = new TrainingListener() {
            @Override
            public void stepped(long step, Map<String, Double> losses) {
                steps.incrementAndGet();
            }
        };
        assertThat(run(TinyGan.learner(), "run", 100, List.of(counting), NEVER))
                .isEqualTo(new TrainingOutcome.Completed(16));
        assertThat(steps).hasValue(0);
    }

    @Test
    void listenersHearOfStepsEpochsCheckpointsAndTheEnd() throws IOException {
        List<String> heard = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void started(long firstStep, long stepsPerEpoch, long totalSteps) {
                heard.add("started " + firstStep + " " + stepsPerEpoch + " " + totalSteps);
            }

            @Override
            public void epochDone(int epoch) {
                heard.add("epoch " + epoch);
            }

            @Override
            public void checkpointed(long step) {
                heard.add("checkpoint " + step);
            }

            @Override
            public void finished(TrainingOutcome outcome) {
                heard.add(outcome.toString());
            }
        };

        run(TinyGan.learner(), "run", 6, List.of(listener), NEVER);

        assertThat(heard)
                .containsExactly(
                        "started 0 8 16",
                        "checkpoint 6",
                        "epoch 1",
                        "checkpoint 12",
                        "checkpoint 16",
                        "epoch 2",
                        "Completed[steps=16]");
    }

    @Test
    void aLossThatIsNoNumberEndsTheRunAndTheGoodCheckpointStays() throws IOException {
        Learner learner = new OneNumber(step -> step == 4 ? Double.NaN : 1);

        assertThat(run(learner, "run", 3, List.of(), NEVER))
                .isEqualTo(new TrainingOutcome.Diverged(5, 3, "a loss is no finite number: {loss=NaN}"));
        OneNumber restored = new OneNumber(step -> 1);
        assertThat(new Checkpoints(folder.resolve("run"), "tiny").restore(restored.state()))
                .hasValue(3L);
        assertThat(restored.number.getDouble(0)).isEqualTo(3);
    }

    @Test
    void weightsThatAreNoNumbersNeverReachACheckpoint() throws IOException {
        OneNumber learner = new OneNumber(step -> 1);
        TrainingListener breaking = new TrainingListener() {
            @Override
            public void stepped(long step, Map<String, Double> losses) {
                if (step == 5) {
                    learner.number.putScalar(0, Float.POSITIVE_INFINITY);
                }
            }
        };

        TrainingOutcome outcome = run(learner, "run", 3, List.of(breaking), NEVER);

        assertThat(outcome).isEqualTo(new TrainingOutcome.Diverged(6, 3, "number holds numbers that are not finite"));
    }

    @Test
    void aGeneratorThatMakesAlwaysTheSameEndsTheRun() throws IOException {
        Adversarial learner = TinyGan.learner();
        TrainingListener collapsing = new TrainingListener() {
            @Override
            public void stepped(long step, Map<String, Double> losses) {
                learner.state().entrySet().stream()
                        .filter(e -> e.getKey().startsWith("generator."))
                        .forEach(e -> e.getValue().assign(0));
            }
        };

        TrainingOutcome outcome = run(learner, "run", 3, List.of(collapsing), NEVER);

        assertThat(outcome).isInstanceOfSatisfying(TrainingOutcome.Diverged.class, diverged -> {
            assertThat(diverged.steps()).isEqualTo(9);
            assertThat(diverged.lastCheckpoint()).isEqualTo(6);
            assertThat(diverged.reason()).contains("collapsed");
        });
    }

    /**
     * In a process of its own with a small heap that is touched at once, so that only native memory can grow; what grows there
     * beside a leak are optimised code with its compiler, and an arena of malloc for each thread, so it does without them.
     */
    @Test
    @EnabledOnOs(OS.LINUX)
    void memoryDoesNotGrowOverThousandsOfSteps() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms256m",
                        "-Xmx256m",
                        "-XX:+AlwaysPreTouch",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManySteps.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process process = builder.start();
        List<Long> kilobytes = process.inputReader()
                .lines()
                .filter(line -> line.matches("\\d+"))
                .map(Long::valueOf)
                .toList();
        assertThat(process.waitFor()).isZero();

        // Two kilobytes a step would be a leak; less is noise.
        assertThat(kilobytes).hasSize(2);
        assertThat(kilobytes.get(1) - kilobytes.get(0))
                .as("kilobytes more after so many further steps")
                .isLessThan(2 * ManySteps.MEASURED);
    }

    @Test
    void ratesFallOverTheSecondHalfOnly() {
        Schedule schedule = new Schedule(2, 100, 0.5);
        assertThat(schedule.rateFactor(0, 100)).isEqualTo(1);
        assertThat(schedule.rateFactor(50, 100)).isEqualTo(1);
        assertThat(schedule.rateFactor(75, 100)).isEqualTo(0.5);
        assertThat(schedule.rateFactor(99, 100)).isEqualTo(0.02);
        assertThat(new Schedule(2, 100, 1).rateFactor(99, 100)).isEqualTo(1);
    }

    private TrainingOutcome run(
            Learner learner, String name, int checkpointEvery, List<TrainingListener> listeners, BooleanSupplier stop)
            throws IOException {
        Path run = folder.resolve(name);
        Files.createDirectories(run);
        Batches batches = new Batches(TinyGan.examples(64), 8, 9);
        Checkpoints checkpoints = new Checkpoints(run, "tiny");
        return new TrainingLoop(learner, batches, checkpoints, new Schedule(2, checkpointEvery, 0.5), listeners)
                .run(stop);
    }

    private static BooleanSupplier after(int steps) {
        AtomicInteger asked = new AtomicInteger();
        return () -> asked.incrementAndGet() >= steps;
    }

    private static TrainingListener startsInto(List<Long> starts) {
        return new TrainingListener() {
            @Override
            public void started(long firstStep, long stepsPerEpoch, long totalSteps) {
                starts.add(firstStep);
            }
        };
    }

    private static void assertSameState(Learner actual, Learner expected) {
        expected.state().forEach((name, array) -> assertThat(
                        actual.state().get(name).data().asFloat())
                .as(name)
                .isEqualTo(array.data().asFloat()));
    }

    /** Counts its steps in the one number that it learns. */
    private static final class OneNumber implements Learner {

        private final INDArray number = Nd4j.zeros(1);
        private final java.util.function.LongToDoubleFunction loss;

        OneNumber(java.util.function.LongToDoubleFunction loss) {
            this.loss = loss;
        }

        @Override
        public Map<String, Double> step(Batch batch, long step, double rateFactor) {
            number.addi(1);
            return Map.of("loss", loss.applyAsDouble(step));
        }

        @Override
        public Map<String, INDArray> state() {
            return Map.of("number", number);
        }
    }
}
