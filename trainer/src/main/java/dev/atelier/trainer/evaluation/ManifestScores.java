package dev.atelier.trainer.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.json.Json;
import dev.atelier.trainer.datasets.DataSet;

/** What an artefact's manifest says of its pictures at once: the cheap part of what {@code evaluate} measures. */
public final class ManifestScores {

    private ManifestScores() {}

    /**
     * Label match and I, beside that of the real held-out pictures, and by which classifier.
     *
     * @param data as the model was told of them
     */
    public static ObjectNode of(GeneratedSet generated, Classifier classifier, DataSet data) {
        LabelMatch match = LabelMatch.of(
                generated.readings(),
                generated.labels(),
                data.training().classes().names());
        float[][] real = classifier.read(data.test(), 0, data.test().count()).probabilities();
        return Json.mapper()
                .createObjectNode()
                .put("labelMatch", match.total())
                .put(
                        "inceptionScore",
                        InceptionScore.of(generated.readings().probabilities()).mean())
                .put("inceptionScoreReal", InceptionScore.of(real).mean())
                .put("images", match.images())
                .put("classifier", classifier.digest());
    }
}
