package dev.atelier.contract.catalogues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Cancelled;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.Failed;
import dev.atelier.contract.messages.CatalogueEvent.Halted;
import dev.atelier.contract.messages.CatalogueEvent.Paused;
import dev.atelier.contract.messages.CatalogueEvent.Resumed;
import dev.atelier.contract.messages.CatalogueEvent.Retried;
import dev.atelier.contract.messages.CatalogueEvent.ShardFailed;
import dev.atelier.contract.messages.ShardRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final CatalogueEvent PAUSED = new Paused(1, "b", NOON, "ann");
    private static final CatalogueEvent RESUMED = new Resumed(1, "b", NOON, "ann");

    private static final CatalogueEvent HALTED = new Halted(1, "b", NOON, "store-full", "The store is full.");
    private static final CatalogueEvent RETRIED = new Retried(1, "b", NOON, "ann");

    private static ShardRequest asked(int resumes) {
        return new ShardRequest(1, "b", 0, "default", "m", "1", "ab", "list", "0f", 0, 10, resumes, NOON);
    }

    private static Standing after(CatalogueEvent... events) {
        Standing standing = Standing.GOING_ON;
        for (CatalogueEvent event : events) {
            standing = standing.after(event);
        }
        return standing;
    }

    @Test
    void aBatchThatNobodyStoppedWantsItsShards() {
        assertThat(after().wants(asked(0))).isTrue();
        assertThat(after(new ShardFailed(1, "b", NOON, 3, "c", "r")).wants(asked(0)))
                .isTrue();
    }

    @Test
    void whatWasAskedForBeforeAPauseIsVoidAndStaysSo() {
        assertThat(after(PAUSED).wants(asked(0))).isFalse();
        assertThat(after(PAUSED, RESUMED).wants(asked(0))).isFalse();
        assertThat(after(PAUSED, RESUMED).wants(asked(1))).isTrue();
    }

    @Test
    void aRequestThatIsAheadOfTheNewsOfItsResumeIsNotTakenForAnOldOne() {
        assertThat(after().wants(asked(1))).isTrue();
        assertThat(after(PAUSED).wants(asked(1))).isTrue();
    }

    @Test
    void repeatedOrdersCountOnce() {
        assertThat(after(RESUMED, PAUSED, PAUSED, RESUMED, RESUMED)).isEqualTo(new Standing(false, false, false, 1));
    }

    @Test
    void aBatchThatIsOverWantsNothingMore() {
        for (CatalogueEvent end : new CatalogueEvent[] {
            new Cancelled(1, "b", NOON, "ann"),
            new Completed(1, "b", NOON, "m", "s", 9, 10),
            new Failed(1, "b", NOON, "c", "r")
        }) {
            assertThat(after(end).wants(asked(0))).isFalse();
            assertThat(after(end, PAUSED, RESUMED).wants(asked(9))).isFalse();
        }
    }

    @Test
    void aBatchThatHaltedByItselfGoesOnByAResumeAsWellAsByARetry() {
        assertThat(after(HALTED).wants(asked(0))).isFalse();
        for (CatalogueEvent order : new CatalogueEvent[] {RESUMED, RETRIED}) {
            assertThat(after(HALTED, order).wants(asked(0))).isFalse();
            assertThat(after(HALTED, order).wants(asked(1))).isTrue();
        }
    }

    @Test
    void aRetryDoesNotEndAPersonsPauseAndAHaltDoesNotReplaceIt() {
        assertThat(after(PAUSED, RETRIED).paused()).isTrue();
        assertThat(after(PAUSED, HALTED, RETRIED).paused()).isTrue();
        assertThat(after(PAUSED, HALTED, RESUMED).paused()).isFalse();
    }
}
