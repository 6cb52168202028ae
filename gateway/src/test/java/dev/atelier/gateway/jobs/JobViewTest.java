package dev.atelier.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.gateway.watching.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobViewTest {
    private static final Duration RETENTION = Duration.ofHours(24);
    private static final Instant NOON = Samples.NOON;

    private final JobView view = new JobView(RETENTION, 100);

    @Test
    void theFirstRequestOfAnIdCounts() {
        view.apply(Samples.request("a", 2));
        view.apply(Samples.request("a", 5));
        assertThat(view.job("a").orElseThrow().request().count()).isEqualTo(2);
    }

    @Test
    void eventsThatComeBeforeTheirRequestAreKeptForIt() {
        view.apply(Samples.started("a", NOON));
        view.apply(Samples.stored("a", 0, NOON));
        assertThat(view.job("a")).isEmpty();
        view.apply(Samples.request("a", 2));
        assertThat(view.job("a").orElseThrow().images()).hasSize(1);
    }

    @Test
    void aWatcherHearsOfEveryChangeUntilItLeaves() {
        var heard = new ArrayList<JobStatus>();
        Subscription subscription = view.watch("a", job -> heard.add(job.status()));
        view.apply(Samples.request("a", 1));
        view.apply(Samples.started("a", NOON));
        view.apply(Samples.started("a", NOON));
        subscription.close();
        view.apply(Samples.completed("a", NOON));
        assertThat(heard).containsExactly(JobStatus.QUEUED, JobStatus.RUNNING);
    }

    @Test
    void whoIsCalledAtTheEndOfAJobIsKnownWhileItGoesOnAndWhenItIsOver() {
        GenerationRequest calling = Samples.calling("calling", 1);
        for (GenerationRequest request : List.of(Samples.request("silent", 1), calling)) {
            assertThat(view.knows(request.id())).isFalse();
            assertThat(view.isWithoutWebhook(request.id())).isFalse();
            view.apply(request);
            assertThat(view.knows(request.id())).isTrue();
            assertThat(view.isWithoutWebhook(request.id())).isEqualTo(request != calling);
            view.apply(Samples.completed(request.id(), NOON));
            assertThat(view.knows(request.id())).isTrue();
            assertThat(view.isWithoutWebhook(request.id())).isEqualTo(request != calling);
        }
    }

    @Test
    void aJobThatIsOverIsForgottenAfterTheRetention() {
        view.apply(Samples.request("a", 1));
        view.apply(Samples.completed("a", NOON));
        view.forget(NOON.plus(RETENTION));
        assertThat(view.job("a")).isPresent();
        view.forget(NOON.plus(RETENTION).plusSeconds(1));
        assertThat(view.job("a")).isEmpty();
    }

    @Test
    void aJobThatNeverEndsIsForgottenARetentionAfterItsExpiry() {
        view.apply(Samples.request("a", 1));
        view.apply(Samples.started("a", NOON));
        view.forget(NOON.plus(RETENTION).plus(Duration.ofMinutes(11)));
        assertThat(view.job("a")).isEmpty();
        assertThat(view.openJobs()).isZero();
    }

    @Test
    void whereTooManyPicturesAreKeptTheJobsThatEndedFirstAreForgotten() {
        for (int i = 0; i < 4; i++) {
            view.apply(Samples.request("job-" + i, 40));
            view.apply(Samples.completed("job-" + i, NOON.plusSeconds(i)));
        }
        view.forget(NOON);
        assertThat(view.job("job-1")).isEmpty();
        assertThat(view.job("job-2")).isPresent();
        assertThat(view.size()).isEqualTo(2);
    }

    @Test
    void eventsOfJobsThatNobodyKnowsAreKeptWithinBounds() {
        for (int i = 0; i < JobView.MOST_EARLY_EVENTS + 10; i++) {
            view.apply(Samples.started("unknown-" + i, NOON));
        }
        assertThat(view.earlyEvents()).isEqualTo(JobView.MOST_EARLY_EVENTS);
    }

    @Test
    void aPositionCountsTheJobsAndPicturesBeforeIt() {
        view.apply(Samples.request("a", 3));
        view.apply(Samples.request("b", 5));
        view.apply(Samples.request("c", 1));
        view.apply(Samples.stored("a", 0, NOON));
        Job last = view.job("c").orElseThrow();
        assertThat(view.position(last)).contains(new Position(2, 7));
    }

    @Test
    void aRunningJobHasNoPosition() {
        view.apply(Samples.request("a", 1));
        view.apply(Samples.started("a", NOON));
        assertThat(view.position(view.job("a").orElseThrow())).isEmpty();
    }

    @Test
    void theExpectedWaitIsUnknownUntilAPictureWasStored() {
        view.apply(Samples.request("a", 1));
        assertThat(view.expectedWait(view.job("a").orElseThrow())).isEmpty();
    }

    @Test
    void theExpectedWaitFollowsFromThePicturesAheadAndThePace() {
        view.apply(Samples.request("a", 10));
        for (int i = 0; i < 10; i++) {
            view.apply(Samples.stored("a", i, NOON.plusMillis(100L * (i + 1))));
        }
        view.apply(Samples.completed("a", NOON.plusSeconds(1)));
        view.apply(Samples.request("b", 15, NOON.plusSeconds(1)));
        view.apply(Samples.request("c", 5, NOON.plusSeconds(1)));
        Duration wait = view.expectedWait(view.job("c").orElseThrow()).orElseThrow();
        assertThat(wait).isBetween(Duration.ofMillis(1900), Duration.ofMillis(2100));
    }

    @Test
    void idleTimeDoesNotSlowThePaceDown() {
        view.apply(Samples.request("a", 1));
        view.apply(Samples.stored("a", 0, NOON.plusMillis(100)));
        view.apply(Samples.completed("a", NOON.plusMillis(100)));
        view.apply(Samples.request("b", 1, NOON.plus(Duration.ofHours(1))));
        Duration wait = view.expectedWait(view.job("b").orElseThrow()).orElseThrow();
        assertThat(wait).isBetween(Duration.ofMillis(90), Duration.ofMillis(110));
    }

    @Test
    void onlyJobsThatNobodyBeganAreOverdue() {
        view.apply(Samples.request("waiting", 1));
        view.apply(Samples.request("begun", 1));
        view.apply(Samples.request("later", 1, NOON.plus(Duration.ofMinutes(5))));
        view.apply(Samples.started("begun", NOON));
        assertThat(view.overdue(NOON.plus(Duration.ofMinutes(11))))
                .extracting(Job::id)
                .containsExactly("waiting");
    }

    /** As where two gateways give jobs different times to expire in. */
    @Test
    void aJobBehindOthersThatHaveMoreTimeIsOverdueAsWell() {
        view.apply(Samples.request("later", 1, NOON.plus(Duration.ofMinutes(5))));
        view.apply(Samples.request("waiting", 1));
        assertThat(view.overdue(NOON.plus(Duration.ofMinutes(11))))
                .extracting(Job::id)
                .containsExactly("waiting");
    }
}
