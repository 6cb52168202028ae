package dev.atelier.trainer.evaluation;

import dev.atelier.trainer.datasets.Classes;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is measured of one model; the fields are explained where they are computed.
 *
 * @param labelMatch of the classes
 * @param attributes how well the attributes that were asked for are recognised
 * @param cas accuracy of a classifier trained on its pictures, where that was asked for
 * @param memorisation where that was asked for
 */
public record Scores(
        LabelMatch labelMatch,
        AttributeMatches attributes,
        InceptionScore score,
        double fid,
        double similarity,
        Manifolds manifolds,
        Optional<Double> cas,
        Optional<Memorisation> memorisation) {

    /**
     * All but CAS and memorisation. FID and the manifolds take as many generated pictures as half of the held-out ones.
     *
     * @throws IllegalArgumentException where there are fewer generated pictures than that
     */
    public static Scores of(GeneratedSet generated, RealSide real, Classes classes) {
        int side = real.first().length;
        float[][] features = generated.readings().features();
        if (features.length < side) {
            throw new IllegalArgumentException("FID takes as many generated pictures as half of the held-out ones, "
                    + side + "; there are only " + features.length);
        }
        float[][] compared = Arrays.copyOf(features, side);
        return new Scores(
                LabelMatch.of(generated.readings(), generated.labels(), classes.names()),
                AttributeMatches.of(generated.readings(), generated.conditions(), classes.schema()),
                InceptionScore.of(generated.readings().probabilities()),
                FrechetDistance.of(real.first(), compared),
                ClassSimilarity.of(features, generated.labels(), classes.size()),
                Manifolds.of(real.first(), compared),
                Optional.empty(),
                Optional.empty());
    }

    public Scores with(Optional<Double> accuracy, Optional<Memorisation> memory) {
        return new Scores(labelMatch, attributes, score, fid, similarity, manifolds, accuracy, memory);
    }
}
