package dev.atelier.trainer.retraining.runs;

import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.TrainingEvent.Progress;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.generator.layers.Network;
import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.retraining.log.TrainingLog;
import dev.atelier.trainer.training.TrainingListener;
import dev.atelier.trainer.training.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Tells how a training goes, by an event now and then with the means since the last one, and uploads its sample sheets. */
final class ProgressReports implements TrainingListener {
    private final TrainingLog log;
    private final ObjectStore store;
    private final Hold hold;
    private final Path folder;
    private final long nanosBetween;
    private final RunMetrics metrics;
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private final Set<Path> uploaded = new HashSet<>();
    private String phase;
    private long count;
    private long step;
    private long steps;
    private long perEpoch = 1;
    private long lastReport;
    private Optional<Double> score = Optional.empty();
    private Optional<String> sheet = Optional.empty();

    /**
     * @param phase what is trained
     * @param folder of the training, where its sheets are drawn
     */
    ProgressReports(
            TrainingLog log,
            ObjectStore store,
            Hold hold,
            String phase,
            Path folder,
            Duration between,
            RunMetrics metrics) {
        this.log = log;
        this.store = store;
        this.hold = hold;
        this.phase = phase;
        this.folder = folder;
        this.metrics = metrics;
        nanosBetween = between.toNanos();
    }

    @Override
    public void phaseBegun(String name, int number, int of) {
        phase = "training " + name;
    }

    @Override
    public void started(long firstStep, long stepsPerEpoch, long totalSteps) {
        step = firstStep;
        steps = totalSteps;
        perEpoch = stepsPerEpoch;
        report();
    }

    @Override
    public void stepped(long now, Map<String, Double> losses) {
        step = now;
        losses.forEach((name, value) -> sums.merge(name, value, Double::sum));
        count++;
        metrics.stepped(now);
        if (System.nanoTime() - lastReport >= nanosBetween) {
            report();
        }
    }

    /** What was just measured; it goes into the next event. */
    void scored(double labelMatch) {
        score = Optional.of(labelMatch);
    }

    @Override
    public void generatorAt(int epoch, Supplier<Network> generator, DataSet data) throws IOException {
        for (Path drawn : sheets()) {
            if (uploaded.add(drawn)) {
                String name = folder.relativize(drawn)
                        .toString()
                        .replace("phases/", "")
                        .replace("sheets/", "")
                        .replace('/', '-');
                String key = ObjectKeys.runFile(hold.run(), hold.attempt(), "sheets/" + name);
                store.put(key, Files.readAllBytes(drawn), "image/png", Map.of());
                sheet = Optional.of(key);
            }
        }
    }

    private List<Path> sheets() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.getParent().endsWith("sheets"))
                    .filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void finished(TrainingOutcome outcome) {
        step = outcome.steps();
        report();
    }

    private void report() {
        Map<String, Double> losses = new LinkedHashMap<>();
        sums.forEach((name, sum) -> losses.put(name, sum / count));
        log.tell(new Progress(
                TrainingEvent.VERSION,
                hold.run(),
                Hold.now(),
                hold.attempt(),
                phase,
                step,
                steps,
                Math.toIntExact(step / perEpoch),
                losses,
                score,
                sheet));
        lastReport = System.nanoTime();
        sums.clear();
        count = 0;
        score = Optional.empty();
    }
}
