package dev.atelier.trainer.evaluation.report;

import dev.atelier.trainer.datasets.Examples;
import dev.atelier.trainer.evaluation.Memorisation;
import dev.atelier.trainer.evaluation.PicturesInTurn;
import dev.atelier.trainer.evaluation.Scores;
import dev.atelier.trainer.training.SampleSheets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a report shows of a model besides numbers.
 *
 * @param sheet ten pictures of each class, a PNG file
 * @param closest the generated pictures that come nearest to training pictures, empty where none were looked for
 */
public record ModelPictures(byte[] sheet, List<ClosePair> closest) {

    public ModelPictures {
        closest = List.copyOf(closest);
    }

    /**
     * Made again from the indexes, as no picture is kept.
     *
     * @param title above the sheet
     * @param pictures the row that the scores were measured on
     */
    public static ModelPictures of(String title, PicturesInTurn pictures, Scores scores, Examples training) {
        List<ClosePair> closest = new ArrayList<>();
        for (Memorisation.Pair pair :
                scores.memorisation().map(Memorisation::closest).orElse(List.of())) {
            closest.add(new ClosePair(
                    pair,
                    pictures.at(pair.picture()).get(0),
                    training.classes().name(pictures.label(pair.picture())),
                    training.picture(pair.training()),
                    training.classes().name(training.label(pair.training()))));
        }
        return new ModelPictures(SampleSheets.sheet(title, training.classes(), pictures.generator()), closest);
    }
}
