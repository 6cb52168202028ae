package dev.atelier.contract.trainings;

import dev.atelier.contract.messages.TrainingEvent.Evaluated;
import dev.atelier.contract.messages.TrainingEvent.Progress;
import dev.atelier.contract.trainings.TrainingRun.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A run that is about to change: as it was, but for the parts that a rule of the fold replaces. */
final class NextRun {
    private final TrainingRun before;
    private final Instant changedAt;
    private State state;
    private int attempt;
    private Optional<String> trainer;
    private int leaseSeconds;
    private Instant heardAt;
    private List<Progress> progress;
    private Optional<Evaluated> evaluated;
    private Optional<String> cancelBy;
    private Optional<String> approvedBy;
    private Optional<String> reason;

    NextRun(TrainingRun before, Instant changedAt) {
        this.before = before;
        this.changedAt = changedAt;
        state = before.state();
        attempt = before.attempt();
        trainer = before.trainer();
        leaseSeconds = before.leaseSeconds();
        heardAt = before.heardAt();
        progress = before.progress();
        evaluated = before.evaluated();
        cancelBy = before.cancelBy();
        approvedBy = before.approvedBy();
        reason = before.reason();
    }

    NextRun is(State now) {
        state = now;
        return this;
    }

    NextRun heldBy(String name, int number) {
        trainer = Optional.of(name);
        attempt = number;
        return this;
    }

    NextRun lease(int seconds) {
        leaseSeconds = seconds;
        return this;
    }

    NextRun heard(Instant at) {
        heardAt = at;
        return this;
    }

    NextRun progress(List<Progress> all) {
        progress = all;
        return this;
    }

    NextRun evaluated(Evaluated event) {
        evaluated = Optional.of(event);
        return this;
    }

    NextRun cancelBy(String who) {
        cancelBy = Optional.of(who);
        return this;
    }

    NextRun approvedBy(String who) {
        approvedBy = Optional.of(who);
        return this;
    }

    NextRun because(Optional<String> why) {
        reason = why;
        return this;
    }

    TrainingRun made() {
        return new TrainingRun(
                before.id(),
                before.model(),
                before.update(),
                state,
                attempt,
                trainer,
                leaseSeconds,
                before.requestedAt(),
                changedAt,
                heardAt,
                progress,
                evaluated,
                cancelBy,
                approvedBy,
                reason);
    }
}
