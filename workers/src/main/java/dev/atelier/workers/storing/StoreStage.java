package dev.atelier.workers.storing;

import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreRefusedException;
import dev.atelier.workers.jobs.EncodedPicture;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.outages.StorePatience;
import dev.atelier.workers.reporting.JobReports;
import dev.atelier.workers.stages.Stage;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/** Puts pictures into the store, several at one time; waits while the store is away. */
public final class StoreStage {
    private static final Logger LOG = Logger.getLogger(StoreStage.class);

    private final Stage stage;
    private final ObjectStore store;
    private final VersionMarks marks;
    private final StorePatience patience;
    private final JobReports reports;

    public StoreStage(Stage stage, ObjectStore store, VersionMarks marks, StorePatience patience, JobReports reports) {
        this.stage = stage;
        this.store = store;
        this.marks = marks;
        this.patience = patience;
        this.reports = reports;
    }

    public void submit(EncodedPicture<Job> picture) throws InterruptedException {
        stage.submit(() -> put(picture));
    }

    private void put(EncodedPicture<Job> picture) {
        Job job = picture.work();
        if (job.isOver()) {
            return;
        }
        String key = ObjectKeys.image(job.tenant(), job.id(), picture.index());
        var metadata = Map.of("job", job.id(), "tenant", job.tenant(), "sha256", picture.sha256());
        try {
            patience.untilAvailable(key, () -> {
                marks.mark(job.model().reference());
                store.put(key, picture.png(), "image/png", metadata);
                return key;
            });
        } catch (StoreRefusedException e) {
            reports.failed(job, Failure.because(e));
            return;
        } catch (CancellationException e) {
            // Not acknowledged, so another worker gets the request again.
            LOG.warn(e.getMessage());
            return;
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s cannot be stored", key);
            reports.failed(job, new Failure(Failure.INTERNAL, key + " cannot be stored: " + e));
            return;
        }
        reports.imageStored(job, picture.index(), key, picture.sha256(), picture.png().length);
        if (job.countStored()) {
            reports.completed(job);
        }
    }
}
