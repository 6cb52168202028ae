package dev.atelier.gateway.runs;

import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.TrainingEvent.Heartbeat;
import dev.atelier.contract.messages.TrainingEvent.Progress;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.contract.trainings.TrainingRun.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run with its history.
 *
 * @param now how it stands
 * @param steps what counted, oldest first, numbered; of much progress every other one is left out
 * @param sheets by name, in the order in which they were first made; all of them
 */
public record Run(TrainingRun now, List<Step> steps, Map<String, Sheet> sheets) {
    private static final int MOST_PROGRESS = 600;
    private static final String PNG = ".png";

    public Run {
        steps = List.copyOf(steps);
        sheets = Collections.unmodifiableMap(new LinkedHashMap<>(sheets));
    }

    public String id() {
        return now.id();
    }

    /** One that an update asks for and that no trainer has recorded yet. */
    static Run announced(String id, String model, DataSetUpdate update, Instant heardAt) {
        return requested(TrainingRun.requested(id, model, update, update.at(), heardAt));
    }

    static Run requested(TrainingRun now) {
        Step first = new Step(1, Step.REQUESTED, now.requestedAt(), State.REQUESTED, Optional.empty());
        return new Run(now, List.of(first), Map.of());
    }

    Run after(TrainingEvent event, TrainingRun next) {
        if (event instanceof Heartbeat) {
            return new Run(next, steps, sheets);
        }
        return new Run(
                next,
                thinned(with(new Step(nextNumber(), Step.typeOf(event), event.at(), next.state(), Optional.of(event)))),
                event instanceof Progress progress ? with(progress) : sheets);
    }

    /** Its place was taken by a run for a newer version of the same data set. */
    Run superseded(TrainingRun next) {
        return new Run(
                next,
                with(new Step(nextNumber(), Step.SUPERSEDED, next.changedAt(), next.state(), Optional.empty())),
                sheets);
    }

    private int nextNumber() {
        return steps.get(steps.size() - 1).number() + 1;
    }

    private List<Step> with(Step step) {
        var all = new ArrayList<>(steps);
        all.add(step);
        return all;
    }

    private static List<Step> thinned(List<Step> steps) {
        if (steps.stream().filter(Step::isProgress).count() <= MOST_PROGRESS) {
            return steps;
        }
        var kept = new ArrayList<Step>();
        for (int i = 0; i < steps.size(); i++) {
            // The newest stays: it is where the run is.
            if (!steps.get(i).isProgress() || (steps.size() - 1 - i) % 2 == 0) {
                kept.add(steps.get(i));
            }
        }
        return kept;
    }

    /** A sheet that another attempt made again lies under that attempt; what is not in this run's folder is no sheet of it. */
    private Map<String, Sheet> with(Progress progress) {
        Optional<String> key =
                progress.sheet().filter(place -> place.startsWith("runs/" + now.id() + "/") && place.endsWith(PNG));
        if (key.isEmpty()) {
            return sheets;
        }
        String file = key.get().substring(key.get().lastIndexOf('/') + 1);
        String name = file.substring(0, file.length() - PNG.length());
        var all = new LinkedHashMap<>(sheets);
        all.put(
                name,
                new Sheet(name, key.get(), progress.attempt(), progress.epoch(), progress.step(), progress.score()));
        return all;
    }
}
