package dev.atelier.trainer.evaluation;

import dev.atelier.contract.images.Picture;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.datasets.MappedPictures;
import dev.atelier.trainer.training.Batches;
import dev.atelier.trainer.training.Checkpoints;
import dev.atelier.trainer.training.Schedule;
import dev.atelier.trainer.training.TrainingListener;
import dev.atelier.trainer.training.TrainingLoop;
import dev.atelier.trainer.training.TrainingOutcome;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * CAS, the classification accuracy score (Ravuri and Vinyals 2019): the accuracy on real test pictures of a classifier that
 * was trained on generated ones only. It has the scoring classifier's network, but starts from another seed.
 *
 * @param images generated pictures that it is trained on, see {@link Asked}
 * @param epochs passes over them
 * @param seed of pictures and training
 */
public record ClassificationAccuracy(int images, int epochs, long seed) {

    private static final int BATCH = 64;
    private static final int CHUNK = 256;
    private static final int BATCHES_TO_MEASURE = 200;

    /**
     * The accuracy on the data set's held-out pictures, 0 to 1.
     *
     * @param asked of the generator
     * @throws IOException where the training is stopped or diverges
     */
    public double of(
            Generator generator, Asked asked, DataSet data, List<TrainingListener> listeners, BooleanSupplier stop)
            throws IOException {
        Path folder = Files.createTempDirectory("cas");
        try {
            return of(generate(new PicturesInTurn(generator, asked, seed), folder), data, folder, listeners, stop);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private double of(
            Examples examples, DataSet data, Path folder, List<TrainingListener> listeners, BooleanSupplier stop)
            throws IOException {
        Batches batches = new Batches(examples, Math.min(BATCH, images), seed);
        ClassifierLearner learner = new ClassifierLearner(examples, seed);
        Checkpoints checkpoints = new Checkpoints(folder, "cas");
        TrainingOutcome outcome = new TrainingLoop(
                        learner, batches, checkpoints, new Schedule(epochs, Integer.MAX_VALUE, 0.5), listeners)
                .run(stop);
        if (!(outcome instanceof TrainingOutcome.Completed)) {
            throw new IOException("the training of the classifier for CAS ended early: " + outcome);
        }
        Heads heads = new Heads(examples.classes());
        int measured = Math.min(BATCHES_TO_MEASURE, batches.perEpoch());
        try (Classifier classifier = new Classifier(learner.averaged(batches, measured), heads, "", 0)) {
            Examples test = data.test();
            return classifier.read(test, 0, test.count()).accuracy(test.labels());
        }
    }

    /** The pictures go into files, {@value #CHUNK} in each, since the heap may not hold them. */
    private Examples generate(PicturesInTurn made, Path folder) throws IOException {
        Examples like = made.asked().heldOut();
        int size = like.conditionSize();
        byte[] conditions = new byte[Math.multiplyExact(images, size)];
        int[] labels = new int[images];
        List<Path> files = new ArrayList<>();
        for (int start = 0; start < images; start += CHUNK) {
            int end = Math.min(start + CHUNK, images);
            Path file = folder.resolve(start + ".pictures");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                for (Picture picture : made.from(start, end)) {
                    out.write(picture.planes());
                }
            }
            files.add(file);
            for (int i = start; i < end; i++) {
                labels[i] = made.label(i);
                float[] condition = made.asked().condition(i);
                for (int slot = 0; slot < size; slot++) {
                    conditions[i * size + slot] = (byte) condition[slot];
                }
            }
        }
        MappedPictures pictures = MappedPictures.of(like.pictures().format(), files, CHUNK, images);
        return new Examples(like.classes(), pictures, conditions, labels);
    }
}
