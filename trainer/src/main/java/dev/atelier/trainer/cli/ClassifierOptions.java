package dev.atelier.trainer.cli;

import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.evaluation.Classifier;
import dev.atelier.trainer.evaluation.ClassifierFolder;
import dev.atelier.trainer.training.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Option;

/** Where the classifier is that scores. */
final class ClassifierOptions {

    @Option(
            names = "--classifier",
            paramLabel = "DIR",
            description =
                    "Folder of the data set's classifier (default: .atelier/classifiers/DATA, with the number of the"
                            + " largest classes and the pictures' side where these are chosen). It is trained where there"
                            + " is none.")
    private Optional<Path> folder;

    @Option(
            names = "--classifier-epochs",
            paramLabel = "N",
            defaultValue = "6",
            description = "For a classifier that has to be trained (default: ${DEFAULT-VALUE}).")
    private int epochs;

    /**
     * The classifier of a data set's pictures in a size. It is of all attributes, so the data set must be the one that was
     * read, whatever a model was told of it.
     *
     * @param side of the pictures, see {@link DataSet#smaller}; each size has a classifier of its own
     * @throws IOException where it is damaged, or its training was interrupted
     */
    Classifier loadOrTrain(DataSet prepared, int side, BooleanSupplier stop) throws IOException {
        DataSet data = prepared.smaller(side);
        String name = side == prepared.training().width() ? data.name() : data.name() + "-" + side;
        ClassifierFolder kept = new ClassifierFolder(folder.orElse(Path.of(".atelier", "classifiers", name)), epochs);
        Optional<Classifier> classifier = kept.load(data);
        if (classifier.isPresent()) {
            return classifier.get();
        }
        System.err.println("training the classifier of " + name + ", which happens once");
        TrainingOutcome outcome = kept.train(data, List.of(ProgressLine.onErrorStream()), stop);
        if (!(outcome instanceof TrainingOutcome.Completed)) {
            throw new IOException("the classifier's training ended early: " + outcome);
        }
        return kept.load(data).orElseThrow();
    }
}
