package dev.atelier.workers.intake;

import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.workers.batching.Batcher;
import dev.atelier.workers.jobs.Delivery;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.models.FetchedModel;
import dev.atelier.workers.models.ModelFetcher;
import dev.atelier.workers.models.ModelReference;
import dev.atelier.workers.reporting.JobReports;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Turns requests into jobs: finds the model version, waiting for it where it has yet to come, and lets the version's own
 * schema check the attributes, so that whatever reaches the generator can be generated.
 */
public final class Admission {
    private static final Logger LOG = Logger.getLogger(Admission.class);

    private final ModelFetcher models;
    private final Batcher batcher;
    private final JobReports reports;

    public Admission(ModelFetcher models, Batcher batcher, JobReports reports) {
        this.models = models;
        this.batcher = batcher;
        this.reports = reports;
    }

    void admit(Delivery delivery, GenerationRequest request) {
        models.whenFetched(ModelReference.of(request), (model, failure) -> {
            if (failure == null) {
                admit(delivery, request, model);
            } else {
                refuse(delivery, request, failure instanceof CompletionException ? failure.getCause() : failure);
            }
        });
    }

    private void admit(Delivery delivery, GenerationRequest request, FetchedModel model) {
        try {
            batcher.add(new Job(delivery, request, model));
        } catch (RuntimeException e) {
            refuse(delivery, request, e);
        }
    }

    private void refuse(Delivery delivery, GenerationRequest request, Throwable cause) {
        if (cause instanceof CancellationException) {
            // Not acknowledged, so another worker gets the request again.
            LOG.infof("job %s stays with the broker: %s", request.id(), cause.getMessage());
            return;
        }
        LOG.warnf("job %s fails: %s", request.id(), cause.getMessage());
        reports.refused(delivery, request, Failure.because(cause));
    }
}
