package dev.atelier.trainer.evaluation;

import dev.atelier.contract.images.Picture;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.datasets.HeapPictures;
import dev.atelier.trainer.training.Batches;
import dev.atelier.trainer.training.Checkpoints;
import dev.atelier.trainer.training.Schedule;
import dev.atelier.trainer.training.TrainingListener;
import dev.atelier.trainer.training.TrainingLoop;
import dev.atelier.trainer.training.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

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

    /** @throws IOException where the training is stopped or diverges */
    public double of(Generator generator, DataSet data, List<TrainingListener> listeners, BooleanSupplier stop)
            throws IOException {
        Examples examples = generate(generator, data.test());
        Batches batches = new Batches(examples, Math.min(BATCH, images), seed);
        ClassifierLearner learner = new ClassifierLearner(examples, seed);
        Path folder = Files.createTempDirectory("cas");
        Checkpoints checkpoints = new Checkpoints(folder, "cas");
        try {
            TrainingOutcome outcome = new TrainingLoop(
                            learner, batches, checkpoints, new Schedule(epochs, Integer.MAX_VALUE, 0.5), listeners)
                    .run(stop);
            if (!(outcome instanceof TrainingOutcome.Completed)) {
                throw new IOException("the training of the classifier for CAS ended early: " + outcome);
            }
        } finally {
            checkpoints.delete();
            Files.deleteIfExists(folder);
        }
        Heads heads = new Heads(examples.classes());
        int measured = Math.min(BATCHES_TO_MEASURE, batches.perEpoch());
        try (Classifier classifier = new Classifier(learner.averaged(batches, measured), heads, "", 0)) {
            Examples test = data.test();
            return classifier.read(test, 0, test.count()).accuracy(test.labels());
        }
    }

    /** Pictures as examples: [channels, height, width] each. */
    private Examples generate(Generator generator, Examples like) {
        PicturesInTurn made = new PicturesInTurn(generator, Asked.of(like), seed);
        byte[] pixels = new byte[Math.multiplyExact(images, like.pictureSize())];
        byte[] conditions = new byte[Math.multiplyExact(images, like.conditionSize())];
        int[] labels = new int[images];
        for (int start = 0; start < images; start += CHUNK) {
            int end = Math.min(start + CHUNK, images);
            List<Picture> pictures = made.from(start, end);
            for (int i = start; i < end; i++) {
                labels[i] = made.label(i);
                float[] condition = made.asked().condition(i);
                for (int slot = 0; slot < condition.length; slot++) {
                    conditions[i * condition.length + slot] = (byte) condition[slot];
                }
                byte[] planes = pictures.get(i - start).planes();
                System.arraycopy(planes, 0, pixels, i * like.pictureSize(), planes.length);
            }
        }
        return new Examples(like.classes(), new HeapPictures(like.pictures().format(), pixels), conditions, labels);
    }
}
