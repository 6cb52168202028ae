package dev.atelier.trainer.retraining.runs;

import dev.atelier.contract.json.Json;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.generator.weights.NetworkWeights;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.evaluation.Asked;
import dev.atelier.trainer.evaluation.Classifier;
import dev.atelier.trainer.evaluation.GeneratedSet;
import dev.atelier.trainer.evaluation.LabelMatch;
import dev.atelier.trainer.evaluation.PicturesInTurn;
import dev.atelier.trainer.retraining.ModelSettings.Budget;
import dev.atelier.trainer.retraining.ModelSettings.Measuring;
import dev.atelier.trainer.training.TrainingListener;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

/**
 * Measures the averaged generator every few epochs, keeps the best one, and says when to stop: where nothing better came for
 * a while, or the time is up. What it knows lies in the training's folder and so is part of its checkpoints: a training that
 * is resumed stops where it would have stopped.
 */
final class ScoreWatch implements TrainingListener {
    private static final String STATE = "watch.json";
    private static final String BEST = "best.safetensors";
    private static final int MOST_IMAGES = 2_000;

    /**
     * watch.json.
     *
     * @param best label match, −1 before the first measurement
     * @param withoutGain measurements since then
     * @param seconds trained so far
     */
    record State(double best, int bestEpoch, int withoutGain, double seconds) {}

    /** Of a model that grows; else there is one. */
    private record Phase(String name, int number, int count) {
        boolean isLast() {
            return number == count;
        }
    }

    private final Path folder;
    private final Classifier classifier;
    private final Budget budget;
    private final Measuring measuring;
    private final Hold hold;
    private final DoubleConsumer scored;
    private State state;
    private Phase phase = new Phase("", 1, 1);
    private long since = System.nanoTime();

    /** @param scored is told of each score */
    ScoreWatch(Path folder, Classifier classifier, Budget budget, Measuring measuring, Hold hold, DoubleConsumer scored)
            throws IOException {
        this.folder = folder;
        this.classifier = classifier;
        this.budget = budget;
        this.measuring = measuring;
        this.hold = hold;
        this.scored = scored;
        Path file = folder.resolve(STATE);
        state = Files.exists(file) ? Json.mapper().readValue(file.toFile(), State.class) : new State(-1, 0, 0, 0);
    }

    @Override
    public void phaseBegun(String name, int number, int count) {
        phase = new Phase(name, number, count);
    }

    @Override
    public void generatorAt(int epoch, Supplier<Network> generator, DataSet data) throws IOException {
        if (!phase.isLast() || budget.measureEvery() == 0 || epoch % budget.measureEvery() != 0) {
            return;
        }
        Path measured = folder.resolve("measured.safetensors");
        NetworkSpec spec;
        try (Network network = generator.get()) {
            spec = network.spec();
            write(network, measured);
        }
        double score = score(spec, measured, data);
        scored.accept(score);
        if (score > state.best()) {
            Files.move(measured, folder.resolve(BEST), StandardCopyOption.REPLACE_EXISTING);
            state = new State(score, epoch, 0, state.seconds());
        } else {
            Files.delete(measured);
            state = new State(state.best(), state.bestEpoch(), state.withoutGain() + 1, state.seconds());
        }
        save();
    }

    /** Of the network with the file's weights, which are rounded as those that are shipped. */
    private double score(NetworkSpec spec, Path weights, DataSet data) throws IOException {
        try (NetworkGenerator generator = new NetworkGenerator(read(spec, weights))) {
            GeneratedSet set = GeneratedSet.of(
                    // Other pictures than those that the gate looks at.
                    new PicturesInTurn(generator, Asked.of(data.test()), measuring.seed() + 1),
                    classifier,
                    Math.min(measuring.images(), MOST_IMAGES),
                    done -> hold.check());
            return LabelMatch.of(
                            set.readings(),
                            set.labels(),
                            data.training().classes().names())
                    .total();
        }
    }

    private static Network read(NetworkSpec spec, Path weights) throws IOException {
        Network network = Network.of(spec);
        NetworkWeights.read(weights, network);
        return network;
    }

    private static void write(Network network, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            NetworkWeights.write(network, channel);
        }
    }

    /** Before the checkpoint is uploaded. */
    @Override
    public void checkpointed(long step) throws IOException {
        save();
    }

    private void save() throws IOException {
        long now = System.nanoTime();
        state = new State(state.best(), state.bestEpoch(), state.withoutGain(), state.seconds() + (now - since) / 1e9);
        since = now;
        Files.writeString(folder.resolve(STATE), Json.pretty(state));
    }

    /** Whether the training has come to its end before its plan has. */
    boolean isOver() {
        double seconds = state.seconds() + (System.nanoTime() - since) / 1e9;
        return state.withoutGain() >= budget.patience()
                || budget.time().filter(time -> seconds >= time.toSeconds()).isPresent();
    }

    /**
     * Makes sure that a training that was ended early came to a model: one that grows is whole in its last phase alone.
     *
     * @param settings key of the model's settings, for the reason
     * @throws RunFailure where its time was over before
     */
    void requireModel(String settings) throws RunFailure {
        if (!phase.isLast()) {
            throw new RunFailure(
                    "too-little-time",
                    "the time for the training, "
                            + budget.time().map(Duration::toString).orElse("none")
                            + ", was over in " + phase.name() + ", phase " + phase.number() + " of " + phase.count()
                            + "; a model that grows is whole in the last one alone. It takes more time (" + settings
                            + ".time) or fewer epochs in each phase (" + settings + ".epochs)");
        }
    }

    /**
     * The better one of the last generator and the best that was seen.
     *
     * @param last is closed
     * @return a network that whoever asked closes
     */
    Network better(Network last, DataSet data) throws IOException {
        Path end = folder.resolve("last.safetensors");
        NetworkSpec spec = last.spec();
        write(last, end);
        last.close();
        boolean earlierIsBetter = state.best() > 0 && state.best() > score(spec, end, data);
        return read(spec, earlierIsBetter ? folder.resolve(BEST) : end);
    }
}
