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
                    "Folder of the data set's classifier (default: .atelier/classifiers/DATA). It is trained where"
                            + " there is none.")
    private Optional<Path> folder;

    @Option(
            names = "--classifier-epochs",
            paramLabel = "N",
            defaultValue = "6",
            description = "For a classifier that has to be trained (default: ${DEFAULT-VALUE}).")
    private int epochs;

    /** @throws IOException where it is damaged, or its training was interrupted */
    Classifier loadOrTrain(DataSet data, BooleanSupplier stop) throws IOException {
        return loadOrTrain(data.name(), data, stop);
    }

    /** @param name of the classifier's folder, where none was named on the command line */
    Classifier loadOrTrain(String name, DataSet data, BooleanSupplier stop) throws IOException {
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
