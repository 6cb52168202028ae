package dev.atelier.gateway.trainings;

import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.TrainingEvent.CancelRequested;
import dev.atelier.contract.messages.TrainingEvent.Evaluated;
import dev.atelier.contract.messages.TrainingEvent.Failed;
import dev.atelier.contract.messages.TrainingEvent.OfAttempt;
import dev.atelier.contract.messages.TrainingEvent.Progress;
import dev.atelier.contract.messages.TrainingEvent.Rejected;
import dev.atelier.contract.messages.TrainingEvent.Started;
import dev.atelier.contract.messages.Verdict;
import dev.atelier.gateway.runs.Run;
import dev.atelier.gateway.runs.Step;
import dev.atelier.gateway.trainings.RunBody.ProgressBody;
import dev.atelier.gateway.trainings.RunBody.SheetBody;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of a run, as server-sent events carry it.
 *
 * @param state after it
 * @param trainer of {@code started}
 * @param progress of {@code progress}, with the sheet that was made, if one was
 * @param version of {@code evaluated}, with the verdict
 * @param by of {@code approved} and {@code cancel-requested}
 * @param reason of an end
 */
record RunChange(
        String id,
        String state,
        Instant at,
        Optional<Integer> attempt,
        Optional<String> trainer,
        Optional<ProgressBody> progress,
        Optional<SheetBody> sheet,
        Optional<String> version,
        Optional<Verdict> verdict,
        Optional<String> by,
        Optional<String> reason) {

    static RunChange of(Run run, Step step) {
        Optional<TrainingEvent> event = step.event();
        Optional<Progress> progress = only(event, Progress.class);
        Optional<Evaluated> evaluated = only(event, Evaluated.class);
        return new RunChange(
                run.id(),
                States.text(step.state()),
                step.at(),
                only(event, OfAttempt.class).map(OfAttempt::attempt),
                only(event, Started.class).map(Started::trainer),
                progress.map(ProgressBody::of),
                progress.flatMap(Progress::sheet).flatMap(key -> sheet(run, key)),
                evaluated.map(Evaluated::version),
                evaluated.map(Evaluated::verdict),
                only(event, TrainingEvent.Approved.class)
                        .map(TrainingEvent.Approved::by)
                        .or(() -> only(event, CancelRequested.class).map(CancelRequested::by)),
                step.state().isEnd() ? reason(run, event) : Optional.empty());
    }

    private static Optional<SheetBody> sheet(Run run, String key) {
        return run.sheets().values().stream()
                .filter(sheet -> sheet.key().equals(key))
                .findFirst()
                .map(sheet -> RunBodies.sheet(run, sheet));
    }

    /** The run's own where the event has none: nothing follows an end. */
    private static Optional<String> reason(Run run, Optional<TrainingEvent> event) {
        return only(event, Failed.class)
                .map(Failed::reason)
                .or(() -> only(event, Rejected.class).map(Rejected::reason))
                .or(() -> run.now().reason());
    }

    private static <T> Optional<T> only(Optional<TrainingEvent> event, Class<T> type) {
        return event.filter(type::isInstance).map(type::cast);
    }
}
