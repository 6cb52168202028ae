package dev.atelier.workers.storing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.Failed;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.StoreRefusedException;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.workers.jobs.EncodedPicture;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.outages.StorePatience;
import dev.atelier.workers.reporting.RecordedReports;
import dev.atelier.workers.stages.Stage;
import dev.atelier.workers.testing.Jobs;
import dev.atelier.workers.testing.PlayedStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that refuses can't be had from the embedded one, so it is played here. */
class StoreStageTest {
    private final RecordedReports recorded = new RecordedReports();
    private final StorePatience patience = new StorePatience(recorded.metrics().retries("store"));
    private final Stage stage = new Stage("store", 1, 8);
    private Jobs jobs;

    @BeforeEach
    void model(@TempDir Path folder) {
        jobs = new Jobs(folder, "shirts");
    }

    private void store(Job job, PlayedStore.Puts puts) throws InterruptedException {
        var store = new PlayedStore(puts);
        var storing = new StoreStage(stage, store, new VersionMarks(store), patience, recorded.reports());
        for (int index = 0; index < job.request().count(); index++) {
            storing.submit(new EncodedPicture<>(job, index, new byte[] {1, 2, 3}, "abc"));
        }
        assertThat(stage.drain(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void aJobIsCompleteWhenItsLastPictureIsStoredAndItsVersionIsMarkedBeforeTheFirst() throws Exception {
        List<String> keys = new ArrayList<>();
        Job job = jobs.of(2);
        store(job, keys::add);

        assertThat(keys)
                .containsExactly(
                        ObjectKeys.versionInUse(
                                job.request().model(), job.request().version()),
                        ObjectKeys.image("default", job.id(), 0),
                        ObjectKeys.image("default", job.id(), 1));
        assertThat(recorded.events())
                .extracting(GenerationEvent::typeName)
                .containsExactly("image-stored", "image-stored", "completed");
        assertThat(jobs.acknowledged()).isEqualTo(1);
    }

    @Test
    void aPutThatFindsTheStoreAwayIsTriedAgain() throws Exception {
        var calls = new AtomicInteger();

        store(jobs.of(1), key -> {
            if (calls.incrementAndGet() < 3) {
                throw new StoreUnavailableException("away", null);
            }
        });

        assertThat(calls).hasValue(4);
        assertThat(recorded.events()).extracting(GenerationEvent::typeName).contains("completed");
        assertThat(patience.isAvailable()).isTrue();
    }

    @Test
    void aStoreThatRefusesFailsTheJobOnceAndPutsItsRequestAway() throws Exception {
        Job job = jobs.of(3);

        store(job, key -> {
            throw new StoreRefusedException("put " + key + ": AccessDenied", null);
        });

        assertThat(recorded.events()).singleElement().isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(Failure.STORE_REFUSED);
            assertThat(failed.reason()).contains("AccessDenied");
        });
        assertThat(recorded.deadLetters()).containsExactly(job.id());
        assertThat(jobs.acknowledged()).isEqualTo(1);
    }
}
