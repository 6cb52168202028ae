package dev.atelier.trainer.evaluation;

import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.Examples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The real pictures' side of all scores, the same for every model: the held-out pictures, in two halves that are measured
 * against each other. They are shuffled first, always the same way, so that halves and groups hold all classes however the
 * data are sorted.
 *
 * @param first features of the half that generated pictures are compared with
 * @param all what the classifier sees in the held-out pictures, shuffled
 * @param labelMatch how many of them the classifier recognises, which is the most that generated ones should reach
 * @param attributes how well their attributes are recognised
 * @param score I(real) of them
 * @param floor FID of the halves
 * @param similarity IMD of the held-out pictures
 * @param manifolds of the halves
 */
public record RealSide(
        float[][] first,
        Readings all,
        LabelMatch labelMatch,
        AttributeMatches attributes,
        InceptionScore score,
        double floor,
        double similarity,
        Manifolds manifolds) {

    /** Held-out pictures that the smallest comparison takes: each half needs more than five neighbours. */
    public static final int LEAST = 12;

    private static final long SEED = 5;

    public static RealSide of(Classifier classifier, DataSet data) {
        Examples test = data.test();
        if (test.count() < LEAST) {
            throw new IllegalArgumentException("evaluation needs at least " + LEAST + " held-out pictures, "
                    + data.name() + " has " + test.count());
        }
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, test.count()).boxed().toList());
        Collections.shuffle(order, new Random(SEED));
        Readings sorted = classifier.read(test, 0, test.count());
        Readings readings = new Readings(
                order.stream().map(i -> sorted.features()[i]).toArray(float[][]::new),
                order.stream().map(i -> sorted.probabilities()[i]).toArray(float[][]::new),
                order.stream().map(i -> sorted.attributes()[i]).toArray(float[][]::new));
        float[][] first = new float[test.count() / 2][];
        float[][] second = new float[first.length][];
        for (int i = 0; i < first.length; i++) {
            first[i] = readings.features()[2 * i];
            second[i] = readings.features()[2 * i + 1];
        }
        return new RealSide(
                first,
                readings,
                LabelMatch.of(sorted, test.labels(), test.classes().names()),
                AttributeMatches.of(
                        sorted,
                        IntStream.range(0, test.count())
                                .mapToObj(test::condition)
                                .toArray(float[][]::new),
                        test.schema()),
                InceptionScore.of(readings.probabilities()),
                FrechetDistance.of(first, second),
                ClassSimilarity.of(
                        sorted.features(), test.labels(), test.classes().size()),
                Manifolds.of(first, second));
    }
}
