package dev.atelier.workers.encoding;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.Png;
import dev.atelier.contract.images.Provenance;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.workers.jobs.EncodedPicture;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.jobs.PictureTask;
import dev.atelier.workers.reporting.JobReports;
import dev.atelier.workers.stages.Stage;
import dev.atelier.workers.storing.StoreStage;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes PNG files with their provenance, while the generator is at the next batch. */
public final class EncodeStage {
    private static final Logger LOG = Logger.getLogger(EncodeStage.class);

    private final Stage stage;
    private final StoreStage next;
    private final JobReports reports;

    public EncodeStage(Stage stage, StoreStage next, JobReports reports) {
        this.stage = stage;
        this.next = next;
        this.reports = reports;
    }

    /**
     * @param pictures one for each of {@code tasks}, in their order
     * @param runtime fingerprint of what generated them
     */
    public void submit(List<PictureTask> tasks, List<Picture> pictures, String runtime) throws InterruptedException {
        stage.submit(() -> encode(tasks, pictures, runtime));
    }

    private void encode(List<PictureTask> tasks, List<Picture> pictures, String runtime) {
        try {
            for (int i = 0; i < tasks.size(); i++) {
                if (!tasks.get(i).job().isOver()) {
                    pass(tasks.get(i), pictures.get(i), runtime);
                }
            }
        } catch (InterruptedException e) {
            // The worker ends: what is not stored is not acknowledged, and comes again.
            Thread.currentThread().interrupt();
        }
    }

    private void pass(PictureTask task, Picture picture, String runtime) throws InterruptedException {
        EncodedPicture encoded;
        try {
            encoded = encode(task, picture, runtime);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "picture %d of job %s cannot be encoded",
                    task.index(),
                    task.job().id());
            reports.failed(task.job(), new Failure(Failure.INTERNAL, "a picture cannot be encoded: " + e));
            return;
        }
        next.submit(encoded);
    }

    static EncodedPicture encode(PictureTask task, Picture picture, String runtime) {
        byte[] png = Png.encode(picture, provenanceOf(task, runtime).toTexts());
        return new EncodedPicture(task, png, Sha256.of(png));
    }

    private static Provenance provenanceOf(PictureTask task, String runtime) {
        GenerationRequest request = task.job().request();
        return Provenance.of(task.ingredients(), request.model(), request.version(), request.digest(), runtime);
    }
}
