package dev.atelier.trainer.retraining.gate;

import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.evaluation.Classifier;
import dev.atelier.trainer.evaluation.ClassifierFolder;
import dev.atelier.trainer.training.TrainingListener;
import dev.atelier.trainer.training.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classifiers that measure, in the store: one for each data set's digest and size of pictures, trained once by whoever
 * needs it first, so that every model that is ever measured on these data is measured by the same one.
 */
public final class StoredClassifiers {
    private static final Logger LOG = LoggerFactory.getLogger(StoredClassifiers.class);
    private static final String LAST = "classifier.json";

    private final ObjectStore store;

    public StoredClassifiers(ObjectStore store) {
        this.store = store;
    }

    /**
     * The classifier of a data set, trained where the store has none.
     *
     * @param epochs of its training
     * @param folder for its files, made where absent
     * @param stop asked after each step
     * @return empty where it was stopped
     */
    public Optional<Classifier> of(
            DataSet data, int epochs, Path folder, TrainingListener listener, BooleanSupplier stop) throws IOException {
        String prefix = "classifiers/" + data.digest() + "/" + data.training().width() + "x"
                + data.training().height() + "-" + epochs + "/";
        ClassifierFolder local = new ClassifierFolder(folder, epochs);
        if (fetched(prefix, folder)) {
            try {
                return local.load(data);
            } catch (IOException e) {
                LOG.warn("the classifier in {} is trained anew: {}", prefix, e.getMessage());
                Files.deleteIfExists(folder.resolve(LAST));
            }
        }
        TrainingOutcome outcome = local.train(data, List.of(listener), stop);
        if (outcome instanceof TrainingOutcome.Stopped) {
            return Optional.empty();
        }
        Optional<Classifier> trained = local.load(data);
        if (trained.isEmpty()) {
            throw new IOException("the classifier that measures could not be trained: " + outcome);
        }
        upload(folder, prefix);
        return trained;
    }

    private boolean fetched(String prefix, Path folder) throws IOException {
        if (store.stat(prefix + LAST).isEmpty()) {
            return false;
        }
        Files.createDirectories(folder);
        try {
            for (String key : store.list(prefix)) {
                Files.write(folder.resolve(key.substring(prefix.length())), store.get(key));
            }
            return true;
        } catch (ObjectNotFoundException e) {
            LOG.warn("the classifier in {} is being removed: {}", prefix, e.getMessage());
            return false;
        }
    }

    private void upload(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.equals(LAST) && !name.startsWith("checkpoint")) {
                    store.put(prefix + name, Files.readAllBytes(file), "application/octet-stream", Map.of());
                }
            }
        }
        store.put(prefix + LAST, Files.readAllBytes(folder.resolve(LAST)), "application/json", Map.of());
    }
}
