package dev.atelier.trainer.retraining.runs;

import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.generator.layers.Network;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.training.TrainingListener;
import dev.atelier.trainer.training.TrainingOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Puts the losses of every step into the attempt's folder in the store, after each epoch and at the end: progress events have
 * means alone, and checkpoints are removed some time after the run. A model that grows has those of all its phases in one
 * file, each line with the name of its phase.
 *
 * @param folder of the training
 */
record LossUploads(ObjectStore store, Hold hold, Path folder) implements TrainingListener {
    private static final String FILE = "losses.jsonl";

    @Override
    public void generatorAt(int epoch, Supplier<Network> generator, DataSet data) throws IOException {
        upload();
    }

    @Override
    public void finished(TrainingOutcome outcome) throws IOException {
        upload();
    }

    private void upload() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : files()) {
            String phase = folder.equals(file.getParent())
                    ? ""
                    : "\"phase\":\"" + file.getParent().getFileName() + "\",";
            Files.readAllLines(file).forEach(line -> lines.append('{')
                    .append(phase)
                    .append(line.substring(1))
                    .append('\n'));
        }
        store.put(
                ObjectKeys.runFile(hold.run(), hold.attempt(), FILE),
                lines.toString().getBytes(StandardCharsets.UTF_8),
                "application/x-ndjson",
                Map.of());
    }

    /** In the order in which phases follow each other: {@code 8-steady}, {@code 16-fading}, {@code 16-steady}. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.endsWith(FILE))
                    .sorted(Comparator.comparing((Path file) -> side(file)).thenComparing(Path::toString))
                    .toList();
        }
    }

    private static int side(Path file) {
        String digits = file.getParent().getFileName().toString().replaceAll("\\D.*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
