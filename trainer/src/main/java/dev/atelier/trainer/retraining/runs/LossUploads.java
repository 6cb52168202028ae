package dev.atelier.trainer.retraining.runs;

import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.ObjectUpload;
import dev.atelier.generator.layers.Network;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.training.LossLog;
import dev.atelier.trainer.training.TrainingListener;
import dev.atelier.trainer.training.TrainingOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Puts the losses of every step into the attempt's folder in the store, after an epoch where a minute has passed, and at the
 * end: progress events have means alone, and checkpoints are removed some time after the run. A model that grows has those of
 * all its phases in one file, each line with the name of its phase.
 */
final class LossUploads implements TrainingListener {
    /** All lines go each time: a training of days has hundreds of megabytes of them. */
    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private final ObjectStore store;
    private final OutagePatience patience;
    private final String key;
    private final Path folder;
    private Optional<Long> last = Optional.empty();

    /** @param folder of the training */
    LossUploads(ObjectStore store, Hold hold, Path folder) {
        this.store = store;
        this.patience = new OutagePatience(hold);
        this.key = ObjectKeys.runLosses(hold.run(), hold.attempt());
        this.folder = folder;
    }

    @Override
    public void generatorAt(int epoch, Supplier<Network> generator, DataSet data) throws IOException {
        if (last.filter(at -> System.nanoTime() - at < BETWEEN.toNanos()).isEmpty()) {
            upload();
            last = Optional.of(System.nanoTime());
        }
    }

    @Override
    public void finished(TrainingOutcome outcome) throws IOException {
        upload();
    }

    private void upload() throws IOException {
        List<Path> files = files();
        patience.get(() -> {
            try (ObjectUpload upload = store.upload(key, "application/x-ndjson")) {
                files.forEach(file -> copy(file, upload));
                upload.complete();
            }
            return true;
        });
    }

    private void copy(Path file, ObjectUpload upload) {
        String phase = folder.equals(file.getParent())
                ? ""
                : "\"phase\":\"" + file.getParent().getFileName() + "\",";
        try (Stream<String> lines = Files.lines(file)) {
            lines.map(line -> "{" + phase + line.substring(1) + "\n")
                    .forEach(line -> upload.write(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order in which phases follow each other: {@code 8-steady}, {@code 16-fading}, {@code 16-steady}. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.endsWith(LossLog.FILE))
                    .sorted(Comparator.comparing((Path file) -> side(file)).thenComparing(Path::toString))
                    .toList();
        }
    }

    private static int side(Path file) {
        String digits = file.getParent().getFileName().toString().replaceAll("\\D.*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
