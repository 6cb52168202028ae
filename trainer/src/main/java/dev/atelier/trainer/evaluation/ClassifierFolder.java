package dev.atelier.trainer.evaluation;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.json.Json;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.weights.NetworkWeights;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.training.Batches;
import dev.atelier.trainer.training.Checkpoints;
import dev.atelier.trainer.training.Schedule;
import dev.atelier.trainer.training.TrainingListener;
import dev.atelier.trainer.training.TrainingLoop;
import dev.atelier.trainer.training.TrainingOutcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Where a data set's classifier is kept, and trained where it isn't there: network.json, weights.safetensors and, written
 * last, classifier.json with the digests of weights and data and the accuracy. Trained again from the same data on the
 * same machine it is the same to the bit.
 */
public final class ClassifierFolder {

    private static final long SEED = 20_000;
    private static final int BATCH = 64;
    private static final int CHECKPOINT_EVERY = 500;
    private static final int BATCHES_TO_MEASURE = 200;
    private static final String NETWORK = "network.json";
    private static final String WEIGHTS = "weights.safetensors";
    private static final String CARD = "classifier.json";

    private final Path folder;
    private final int epochs;

    /** classifier.json. */
    record Card(String data, String dataDigest, String weightsDigest, double accuracy, int epochs) {}

    /** @param epochs that a new classifier is trained for; six give 92 to 93% on Fashion-MNIST */
    public ClassifierFolder(Path folder, int epochs) {
        this.folder = folder;
        this.epochs = epochs;
    }

    /**
     * The classifier that is kept here.
     *
     * @return nothing where none was trained yet, or not to the end
     * @throws IOException where it is damaged, or was trained on other data
     */
    public Optional<Classifier> load(DataSet data) throws IOException {
        if (!Files.exists(folder.resolve(CARD))) {
            return Optional.empty();
        }
        Card card = Json.mapper().readValue(folder.resolve(CARD).toFile(), Card.class);
        if (!card.dataDigest().equals(data.digest())) {
            throw new IOException(folder + " holds a classifier of other data than this " + data.name()
                    + "; move it away, or name another folder");
        }
        String digest = Sha256.of(folder.resolve(WEIGHTS));
        if (!digest.equals(card.weightsDigest())) {
            throw new IOException(folder.resolve(WEIGHTS) + " was altered: its SHA-256 is " + digest + ", " + CARD
                    + " says " + card.weightsDigest());
        }
        Network network =
                Network.of(Json.mapper().readValue(folder.resolve(NETWORK).toFile(), NetworkSpec.class));
        Examples examples = data.training();
        List<Long> picture = List.of((long) examples.channels(), (long) examples.height(), (long) examples.width());
        if (!network.spec().input().equals(picture)) {
            throw new IOException(folder + " holds a classifier of pictures of "
                    + network.spec().input() + ", not of " + picture
                    + " (channels, height, width); name another folder");
        }
        Heads heads = new Heads(examples.classes());
        if (network.output()[0] != InceptionNetwork.FEATURES + heads.size()) {
            throw new IOException(folder + " holds a classifier of another form: it gives " + network.output()[0]
                    + " numbers, not " + InceptionNetwork.FEATURES + " features and " + heads.size()
                    + " logits of classes and attributes; move it away, or name another folder");
        }
        NetworkWeights.read(folder.resolve(WEIGHTS), network);
        return Optional.of(new Classifier(network, heads, digest, card.accuracy()));
    }

    /**
     * Trains it, going on from where an interrupted training stopped.
     *
     * @param stop asked after each step
     */
    public TrainingOutcome train(DataSet data, List<TrainingListener> listeners, BooleanSupplier stop)
            throws IOException {
        Files.createDirectories(folder);
        ClassifierLearner learner = new ClassifierLearner(data.training(), SEED);
        Batches batches = new Batches(data.training(), BATCH, SEED);
        Checkpoints checkpoints = new Checkpoints(folder, "classifier " + data.digest() + " epochs " + epochs);
        TrainingOutcome outcome = new TrainingLoop(
                        learner, batches, checkpoints, new Schedule(epochs, CHECKPOINT_EVERY, 0.5), listeners)
                .run(stop);
        if (outcome instanceof TrainingOutcome.Completed) {
            try (Network network = learner.averaged(batches, Math.min(BATCHES_TO_MEASURE, batches.perEpoch()))) {
                write(network, data);
            }
            checkpoints.delete();
        }
        return outcome;
    }

    private void write(Network network, DataSet data) throws IOException {
        Path weights = folder.resolve(WEIGHTS);
        try (FileChannel channel = FileChannel.open(
                weights, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            NetworkWeights.write(network, channel);
        }
        // The accuracy of what was stored, which is rounded to float16.
        NetworkWeights.read(weights, network);
        double accuracy = accuracy(network, data.test());
        Files.writeString(folder.resolve(NETWORK), Json.pretty(network.spec()));
        Card card = new Card(data.name(), data.digest(), Sha256.of(weights), accuracy, epochs);
        Files.writeString(folder.resolve(CARD), Json.pretty(card));
    }

    private static double accuracy(Network network, Examples examples) {
        Classifier classifier = new Classifier(network, new Heads(examples.classes()), "", 0);
        return classifier.read(examples, 0, examples.count()).accuracy(examples.labels());
    }
}
