package dev.atelier.workers.encoding;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.images.Png;
import dev.atelier.contract.images.Provenance;
import dev.atelier.workers.jobs.EncodedPicture;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.jobs.Work;
import dev.atelier.workers.models.ModelReference;
import dev.atelier.workers.reporting.WorkReports;
import dev.atelier.workers.stages.Stage;
import java.util.List;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/**
 * Makes PNG files with their provenance, while the generator is at the next batch. There is one for each kind of work, so
 * that pictures for which somebody waits are not behind those of a catalogue.
 *
 * @param <W> the kind of work, of which it picks its own from a batch
 */
public final class EncodeStage<W extends Work> {
    private static final Logger LOG = Logger.getLogger(EncodeStage.class);

    private final Stage stage;
    private final Class<W> kind;
    private final Next<W> next;
    private final WorkReports reports;

    /** What comes after encoding. */
    public interface Next<W extends Work> {
        void submit(EncodedPicture<W> picture) throws InterruptedException;
    }

    public EncodeStage(Stage stage, Class<W> kind, Next<W> next, WorkReports reports) {
        this.stage = stage;
        this.kind = kind;
        this.next = next;
        this.reports = reports;
    }

    /**
     * @param batch tasks with their pictures, of any kind
     * @param done called when the pictures of this kind are handed on
     */
    public void submit(GeneratedBatch batch, IntConsumer done) throws InterruptedException {
        List<Generated<W>> own = batch.of(kind);
        if (!own.isEmpty()) {
            stage.submit(() -> encode(own, batch.runtime(), done));
        }
    }

    private void encode(List<Generated<W>> pictures, String runtime, IntConsumer done) {
        try {
            for (Generated<W> picture : pictures) {
                if (!picture.work().isOver()) {
                    pass(picture, runtime);
                }
            }
        } catch (InterruptedException e) {
            // The worker ends: what is not stored is not acknowledged, and comes again.
            Thread.currentThread().interrupt();
        } finally {
            done.accept(pictures.size());
        }
    }

    private void pass(Generated<W> generated, String runtime) throws InterruptedException {
        EncodedPicture<W> encoded;
        try {
            encoded = encode(generated, runtime);
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "picture %d of %s cannot be encoded",
                    generated.index(),
                    generated.work().id());
            reports.failed(generated.work(), new Failure(Failure.INTERNAL, "a picture cannot be encoded: " + e));
            return;
        }
        next.submit(encoded);
    }

    static <W extends Work> EncodedPicture<W> encode(Generated<W> generated, String runtime) {
        W work = generated.work();
        ModelReference model = work.model().reference();
        Provenance provenance = Provenance.of(
                work.ingredients(generated.index()), model.model(), model.version(), model.digest(), runtime);
        byte[] png = Png.encode(generated.picture(), provenance.toTexts());
        return new EncodedPicture<>(work, generated.index(), png, Sha256.of(png));
    }
}
