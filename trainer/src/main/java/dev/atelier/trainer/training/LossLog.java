package dev.atelier.trainer.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * losses.jsonl: a line {@code {"step": 1, "discriminator": 1.38, "generator": 0.7}} for each step. Steps after the
 * checkpoint that a run resumes from are taken out again, so each step is there once.
 */
public final class LossLog implements TrainingListener {

    /** Its name in a training's folder. */
    public static final String FILE = "losses.jsonl";

    private static final int STEPS_BETWEEN_FLUSHES = 100;

    private final Path file;
    private Writer writer = Writer.nullWriter();

    public LossLog(Path file) {
        this.file = file;
    }

    @Override
    public void started(long firstStep, long stepsPerEpoch, long totalSteps) throws IOException {
        List<String> kept = new ArrayList<>();
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            // A line that was being written when the process died has no end.
            if (line.endsWith("}") && Json.mapper().readTree(line).path("step").asLong() <= firstStep) {
                kept.add(line);
            }
        }
        Files.write(file, kept);
        writer = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
    }

    @Override
    public void stepped(long step, Map<String, Double> losses) throws IOException {
        ObjectNode line = Json.mapper().createObjectNode().put("step", step);
        losses.forEach((name, value) -> line.put(name, value.floatValue()));
        writer.write(line + "\n");
        if (step % STEPS_BETWEEN_FLUSHES == 0) {
            writer.flush();
        }
    }

    /** Whoever goes on from a checkpoint needs the lines of all its steps. */
    @Override
    public void checkpointed(long step) throws IOException {
        writer.flush();
    }

    @Override
    public void epochDone(int epoch) throws IOException {
        writer.flush();
    }

    @Override
    public void finished(TrainingOutcome outcome) throws IOException {
        writer.close();
    }
}
