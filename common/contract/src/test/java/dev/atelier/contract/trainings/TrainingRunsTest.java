package dev.atelier.contract.trainings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.TrainingEvent.Approved;
import dev.atelier.contract.messages.TrainingEvent.CancelRequested;
import dev.atelier.contract.messages.TrainingEvent.Evaluated;
import dev.atelier.contract.messages.TrainingEvent.Failed;
import dev.atelier.contract.messages.TrainingEvent.Heartbeat;
import dev.atelier.contract.messages.TrainingEvent.Progress;
import dev.atelier.contract.messages.TrainingEvent.Promoted;
import dev.atelier.contract.messages.TrainingEvent.Released;
import dev.atelier.contract.messages.TrainingEvent.Requested;
import dev.atelier.contract.messages.TrainingEvent.Started;
import dev.atelier.contract.messages.Verdict;
import dev.atelier.contract.trainings.TrainingRun.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingRunsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int LEASE = 15;
    private final TrainingRuns runs = new TrainingRuns();

    private Optional<TrainingRun> apply(TrainingEvent event) {
        return runs.apply(event, NOW);
    }

    private static Requested requested(String run, String version) {
        return new Requested(
                1,
                run,
                NOW,
                "bags",
                new DataSetUpdate(
                        1,
                        "u-" + run,
                        "wear",
                        version,
                        Optional.empty(),
                        "0".repeat(64),
                        List.of("bags"),
                        NOW,
                        "test"));
    }

    private static Started started(String run, int attempt, String trainer) {
        return new Started(1, run, NOW, attempt, trainer, LEASE);
    }

    private static Evaluated evaluated(boolean passed, boolean needsApproval) {
        var verdict = new Verdict(passed, "because", List.of(), Optional.empty(), Optional.empty());
        return new Evaluated(1, "r", NOW, 1, "2", verdict, needsApproval);
    }

    @Test
    void ofTwoTrainersThatClaimAnAttemptTheFirstInTheLogHasIt() {
        apply(requested("r", "1"));

        assertThat(apply(started("r", 1, "anna"))).isPresent();
        assertThat(apply(started("r", 1, "ben"))).isEmpty();
        assertThat(runs.run("r").orElseThrow().isHeldBy("anna", 1)).isTrue();
        assertThat(runs.run("r").orElseThrow().isHeldBy("ben", 1)).isFalse();
    }

    @Test
    void aRunIsFreeAgainOnceItsTrainerIsSilentForLongerThanTheLease() {
        apply(requested("r", "1"));
        apply(started("r", 1, "anna"));
        runs.apply(new Heartbeat(1, "r", NOW, 1), NOW.plusSeconds(10));

        TrainingRun run = runs.run("r").orElseThrow();
        assertThat(run.isFree(NOW.plusSeconds(10 + LEASE - 1))).isFalse();
        assertThat(run.isFree(NOW.plusSeconds(10 + LEASE))).isTrue();
    }

    @Test
    void aRunThatItsTrainerGaveBackIsFreeAtOnce() {
        apply(requested("r", "1"));
        apply(started("r", 1, "anna"));
        apply(new Released(1, "r", NOW, 1));

        assertThat(runs.run("r").orElseThrow().isFree(NOW)).isTrue();
        assertThat(apply(started("r", 2, "ben"))).isPresent();
        assertThat(runs.run("r").orElseThrow().isFree(NOW)).isFalse();
    }

    @Test
    void whatALateTrainerSaysIsVoidOnceAnotherHasTheNextAttempt() {
        apply(requested("r", "1"));
        apply(started("r", 1, "anna"));
        apply(started("r", 2, "ben"));

        assertThat(apply(new Promoted(1, "r", NOW, 1, "2"))).isEmpty();
        assertThat(apply(new Heartbeat(1, "r", NOW, 1))).isEmpty();
        assertThat(runs.run("r").orElseThrow().isHeldBy("ben", 2)).isTrue();
    }

    @Test
    void aNewerVersionOfTheDataSetTakesThePlaceOfWhatNobodyHasBegun() {
        apply(requested("begun", "1"));
        apply(started("begun", 1, "anna"));
        apply(requested("waiting", "2"));
        apply(requested("newest", "3"));

        assertThat(runs.run("begun").orElseThrow().state()).isEqualTo(State.RUNNING);
        assertThat(runs.run("waiting").orElseThrow().state()).isEqualTo(State.SUPERSEDED);
        assertThat(runs.run("waiting").orElseThrow().reason().orElseThrow()).contains("newest");
        assertThat(runs.run("newest").orElseThrow().state()).isEqualTo(State.REQUESTED);
    }

    @Test
    void anUpdateThatCannotBeFulfilledTakesNoOthersPlace() {
        apply(requested("waiting", "2"));
        Requested wrong = requested("wrong", "3");
        apply(new Requested(1, "wrong", NOW, "bags", wrong.update(), Optional.of("wrong-checksum")));
        apply(new Failed(1, "wrong", NOW, 0, "wrong-checksum", "it is about other data"));

        assertThat(runs.run("waiting").orElseThrow().state()).isEqualTo(State.REQUESTED);
        assertThat(runs.run("wrong").orElseThrow().state()).isEqualTo(State.FAILED);
    }

    @Test
    void whatComesDuringARunWaitsForItsEndThoughAnotherTrainerHasTime() {
        apply(requested("begun", "1"));
        assertThat(runs.next(NOW)).map(TrainingRun::id).contains("begun");
        apply(started("begun", 1, "anna"));
        apply(requested("waiting", "2"));
        assertThat(runs.next(NOW)).isEmpty();

        apply(requested("newest", "3"));
        apply(new Promoted(1, "begun", NOW, 1, "2"));

        assertThat(runs.next(NOW)).map(TrainingRun::id).contains("newest");
    }

    @Test
    void aRunWhoseTrainerIsSilentGoesBeforeWhatCameSince() {
        apply(requested("begun", "1"));
        apply(started("begun", 1, "anna"));
        apply(requested("waiting", "2"));

        assertThat(runs.next(NOW.plusSeconds(LEASE))).map(TrainingRun::id).contains("begun");
    }

    @Test
    void attemptsThatComeFurtherAreNotInVain() {
        apply(requested("r", "1"));
        for (int attempt = 1; attempt <= 6; attempt++) {
            apply(started("r", attempt, "anna"));
            apply(progress(attempt, 100 * attempt));
        }
        assertThat(runs.run("r").orElseThrow().attemptsInVain()).isZero();

        apply(started("r", 7, "ben"));
        apply(progress(7, 550));
        apply(started("r", 8, "ben"));

        assertThat(runs.run("r").orElseThrow().attemptsInVain()).isEqualTo(2);
    }

    private static Progress progress(int attempt, int step) {
        return new Progress(
                1,
                "r",
                NOW,
                attempt,
                "training",
                step,
                5000,
                0,
                Map.of("generator", 0.5),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void aRepeatedRequestChangesNothing() {
        apply(requested("r", "1"));
        apply(started("r", 1, "anna"));

        assertThat(apply(requested("r", "1"))).isEmpty();
        assertThat(runs.run("r").orElseThrow().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aPassedChallengerWaitsForAPersonWhereOneIsNeeded() {
        apply(requested("r", "1"));
        apply(started("r", 1, "anna"));
        apply(evaluated(true, true));

        assertThat(runs.run("r").orElseThrow().state()).isEqualTo(State.AWAITING_APPROVAL);
        assertThat(apply(started("r", 2, "ben"))).isEmpty();
        apply(new Approved(1, "r", NOW, "carla", "looks right"));
        assertThat(runs.run("r").orElseThrow().isFree(NOW)).isTrue();
        apply(started("r", 2, "ben"));
        apply(new Promoted(1, "r", NOW, 2, "2"));
        assertThat(runs.run("r").orElseThrow().state()).isEqualTo(State.PROMOTED);
    }

    @Test
    void aRunThatNobodyHasIsCancelledAtOnceAndOneThatRunsByItsTrainer() {
        apply(requested("waiting", "1"));
        apply(new CancelRequested(1, "waiting", NOW, "carla"));
        apply(requested("r", "2"));
        apply(started("r", 1, "anna"));
        apply(new CancelRequested(1, "r", NOW, "carla"));

        assertThat(runs.run("waiting").orElseThrow().state()).isEqualTo(State.CANCELLED);
        assertThat(runs.run("r").orElseThrow().state()).isEqualTo(State.RUNNING);
        assertThat(runs.run("r").orElseThrow().cancelBy()).contains("carla");
    }

    @Test
    void aRunThatIsCancelledJustBeforeItsTrainerLetsItGoForAPersonToApproveIsCancelled() {
        apply(requested("r", "1"));
        apply(started("r", 1, "anna"));
        apply(new CancelRequested(1, "r", NOW, "ada"));
        apply(evaluated(true, true));

        TrainingRun run = runs.run("r").orElseThrow();
        assertThat(run.state()).isEqualTo(State.CANCELLED);
        assertThat(run.reason()).contains("by ada");
        assertThat(apply(new Approved(1, "r", NOW, "ben", "too late"))).isEmpty();
    }

    @Test
    void anUpdateThatIsWrongFailsBeforeAnyoneHasTheRun() {
        apply(requested("r", "1"));
        apply(new Failed(1, "r", NOW, 0, "unknown-data-set", "there is no data set 'wear'"));

        assertThat(runs.run("r").orElseThrow().state()).isEqualTo(State.FAILED);
        assertThat(apply(started("r", 1, "anna"))).isEmpty();
    }

    @Test
    void ofMuchProgressEveryOtherIsForgotten() {
        apply(requested("r", "1"));
        apply(started("r", 1, "anna"));
        for (int step = 1; step <= 5000; step++) {
            apply(progress(1, step));
        }

        List<Progress> kept = runs.run("r").orElseThrow().progress();
        assertThat(kept).hasSizeBetween(300, 600);
        assertThat(kept.get(0).step()).isLessThan(100);
        assertThat(kept.get(kept.size() - 1).step()).isEqualTo(5000);
        assertThat(kept).isSortedAccordingTo((a, b) -> Long.compare(a.step(), b.step()));
    }
}
