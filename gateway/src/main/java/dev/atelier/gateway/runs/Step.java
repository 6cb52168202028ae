package dev.atelier.gateway.runs;

import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.trainings.TrainingRun.State;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that counted in the history of a run.
 *
 * @param number 1 for the first; the same for every reader of the log
 * @param type such as {@code progress}
 * @param at by the clock of who said it
 * @param state of the run after it
 * @param event that was said; absent where another run's event had this effect
 */
public record Step(int number, String type, Instant at, State state, Optional<TrainingEvent> event) {
    static final String REQUESTED = "requested";
    static final String SUPERSEDED = "superseded";

    /** The name under which the event goes in the log: {@code cancel-requested} of {@code CancelRequested}. */
    static String typeOf(TrainingEvent event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    boolean isProgress() {
        return event.filter(TrainingEvent.Progress.class::isInstance).isPresent();
    }
}
