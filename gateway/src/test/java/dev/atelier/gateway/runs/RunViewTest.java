package dev.atelier.gateway.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.TrainingEvent.CancelRequested;
import dev.atelier.contract.messages.TrainingEvent.Heartbeat;
import dev.atelier.contract.messages.TrainingEvent.Progress;
import dev.atelier.contract.messages.TrainingEvent.Promoted;
import dev.atelier.contract.messages.TrainingEvent.Requested;
import dev.atelier.contract.messages.TrainingEvent.Started;
import dev.atelier.contract.trainings.TrainingRun.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunViewTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final int V = TrainingEvent.VERSION;

    private final RunView view = new RunView();

    private static DataSetUpdate update(String id, String version, int minute) {
        return new DataSetUpdate(
                DataSetUpdate.VERSION,
                id,
                "shop",
                version,
                Optional.empty(),
                "ab".repeat(32),
                List.of("fashion"),
                NOON.plusSeconds(60L * minute),
                "pipeline");
    }

    private static String run(String update) {
        return JobIds.ofRun(update, "fashion");
    }

    private void apply(TrainingEvent... events) {
        for (TrainingEvent event : events) {
            view.apply(event, NOON);
        }
    }

    private static Requested requested(DataSetUpdate update) {
        return new Requested(V, run(update.id()), update.at(), "fashion", update);
    }

    private static Progress progress(int step, Optional<String> sheet) {
        return new Progress(
                V, run("u1"), NOON, 1, "training", step, 1000, 1, Map.of("generator", 0.7), Optional.empty(), sheet);
    }

    private Run seen(String update) {
        return view.run(run(update)).orElseThrow();
    }

    private static List<String> types(Run run) {
        return run.steps().stream().map(Step::type).toList();
    }

    @Test
    void anUpdateAnnouncesItsRunsBeforeATrainerRecordsThem() {
        view.apply(update("u1", "1", 0), NOON);

        assertThat(seen("u1").now().state()).isEqualTo(State.REQUESTED);
        assertThat(view.isAnnounced(run("u1"))).isTrue();
        apply(requested(update("u1", "1", 0)));
        assertThat(view.isAnnounced(run("u1"))).isFalse();
        assertThat(types(seen("u1"))).containsExactly("requested");
    }

    @Test
    void theOrderInWhichTopicsAreReadMakesNoDifference() {
        apply(requested(update("u1", "1", 0)), new Started(V, run("u1"), NOON, 1, "trainer-1", 60));
        view.apply(update("u1", "1", 0), NOON);

        assertThat(seen("u1").now().state()).isEqualTo(State.RUNNING);
        assertThat(types(seen("u1"))).containsExactly("requested", "started");
    }

    @Test
    void whatDoesNotCountIsNoStepAndNeitherIsAHeartbeat() {
        apply(
                requested(update("u1", "1", 0)),
                new Started(V, run("u1"), NOON, 1, "trainer-1", 60),
                new Heartbeat(V, run("u1"), NOON, 1),
                new Started(V, run("u1"), NOON, 1, "trainer-2", 60),
                new Promoted(V, run("u1"), NOON, 7, "2"),
                new Promoted(V, run("u1"), NOON, 1, "2"),
                new CancelRequested(V, run("u1"), NOON, "Ada"));

        assertThat(types(seen("u1"))).containsExactly("requested", "started", "promoted");
        assertThat(seen("u1").steps()).extracting(Step::number).containsExactly(1, 2, 3);
    }

    @Test
    void aNewerUpdateTakesThePlaceOfOneThatNobodyHasTaken() {
        apply(requested(update("u1", "1", 0)), requested(update("u2", "2", 1)));

        assertThat(seen("u1").now().state()).isEqualTo(State.SUPERSEDED);
        assertThat(types(seen("u1"))).containsExactly("requested", "superseded");
    }

    @Test
    void aTrainerThatWasAwayMayRecordTheNewestOfSeveralUpdatesAlone() {
        view.apply(update("u1", "1", 0), NOON);
        view.apply(update("u2", "2", 1), NOON);
        apply(requested(update("u2", "2", 1)));

        assertThat(seen("u1").now().state()).isEqualTo(State.SUPERSEDED);
        assertThat(seen("u1").now().reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains(run("u2")));
        assertThat(seen("u2").now().state()).isEqualTo(State.REQUESTED);
    }

    @Test
    void anUpdateThatCannotBeFulfilledTakesNoOthersPlace() {
        view.apply(update("u1", "1", 0), NOON);
        apply(requested(update("u1", "1", 0)));
        view.apply(update("u2", "2", 1), NOON);
        apply(
                new Requested(V, run("u2"), NOON, "fashion", update("u2", "2", 1), Optional.of("wrong-checksum")),
                new TrainingEvent.Failed(V, run("u2"), NOON, 0, "wrong-checksum", "it is about other data"));

        assertThat(seen("u1").now().state()).isEqualTo(State.REQUESTED);
        assertThat(types(seen("u2"))).containsExactly("requested", "failed");
    }

    @Test
    void watchersHearOfEveryStep() {
        var heard = new ArrayList<State>();
        try (var subscription = view.watch(run("u1"), run -> heard.add(run.now().state()))) {
            view.apply(update("u1", "1", 0), NOON);
            apply(requested(update("u1", "1", 0)), requested(update("u2", "2", 1)));
        }
        assertThat(heard).containsExactly(State.REQUESTED, State.REQUESTED, State.SUPERSEDED);
    }

    @Test
    void ofMuchProgressSomeIsLeftOutButNoSheetAndNotTheNewest() {
        apply(requested(update("u1", "1", 0)), new Started(V, run("u1"), NOON, 1, "trainer-1", 60));
        for (int i = 1; i <= 2000; i++) {
            apply(progress(i, Optional.of("runs/" + run("u1") + "/1/sheets/step-" + i + ".png")));
        }
        Run run = seen("u1");
        assertThat(run.sheets()).hasSize(2000).containsKey("step-1999");
        assertThat(run.steps()).hasSizeBetween(300, 603);
        assertThat(run.steps().get(run.steps().size() - 1).number()).isEqualTo(2002);
        assertThat(run.steps()).extracting(Step::number).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aSheetOutsideTheRunsOwnFolderIsNone() {
        apply(
                requested(update("u1", "1", 0)),
                new Started(V, run("u1"), NOON, 1, "trainer-1", 60),
                progress(1, Optional.of("images/default/secret.png")));
        assertThat(seen("u1").sheets()).isEmpty();
    }

    @Test
    void theNewestRunComesFirst() {
        apply(requested(update("u1", "1", 0)), requested(update("u3", "3", 2)), requested(update("u2", "2", 1)));
        assertThat(view.all()).extracting(Run::id).containsExactly(run("u3"), run("u2"), run("u1"));
    }

    @Test
    void stepsAreNamedAsEventsAreInTheLog() {
        Stream<JsonSubTypes.Type> types = Arrays.stream(
                TrainingEvent.class.getAnnotation(JsonSubTypes.class).value());
        assertThat(types).allSatisfy(type -> assertThat(type.value()
                        .getSimpleName()
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(java.util.Locale.ROOT))
                .isEqualTo(type.name()));
    }
}
