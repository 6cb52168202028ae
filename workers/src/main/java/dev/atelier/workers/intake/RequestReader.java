package dev.atelier.workers.intake;

import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.UnreadableMessageException;
import dev.atelier.workers.jobs.Delivery;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.metrics.WorkerMetrics;
import dev.atelier.workers.reporting.JobReports;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/** Reads requests. One that can't be read is reported and acknowledged, and the next one is as good as any. */
public final class RequestReader implements MessageReader {
    private static final Logger LOG = Logger.getLogger(RequestReader.class);
    private static final int LONGEST_ID = 500;

    private final Admission admission;
    private final JobReports reports;
    private final WorkerMetrics metrics;
    private final RecentRequests recent = new RecentRequests();

    public RequestReader(Admission admission, JobReports reports, WorkerMetrics metrics) {
        this.admission = admission;
        this.reports = reports;
        this.metrics = metrics;
    }

    @Override
    public void read(Delivery delivery, IntConsumer pictures) {
        try {
            GenerationRequest request =
                    MessageCodec.readRequest(delivery.message().value());
            pictures.accept(request.count());
            if (recent.counts(request)) {
                admission.admit(delivery, request);
            } else {
                LOG.infof("another request under the id of job %s is void", request.id());
                metrics.countVoid();
                delivery.acknowledge();
            }
        } catch (UnreadableMessageException e) {
            pictures.accept(0);
            LOG.warnf("a message goes to the dead letters: %s", e.getMessage());
            reports.unreadable(delivery, jobOf(delivery), new Failure(e.code(), e.getMessage()));
        }
    }

    /** The key of a request is its job's id, so the job is known even where the request can't be read. */
    private static Optional<String> jobOf(Delivery delivery) {
        return Optional.of(delivery.message().key()).filter(key -> !key.isBlank() && key.length() <= LONGEST_ID);
    }
}
