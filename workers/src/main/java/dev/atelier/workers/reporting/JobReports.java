package dev.atelier.workers.reporting;

import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.Cancelled;
import dev.atelier.contract.messages.GenerationEvent.Completed;
import dev.atelier.contract.messages.GenerationEvent.Expired;
import dev.atelier.contract.messages.GenerationEvent.Failed;
import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.contract.messages.GenerationEvent.Started;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.workers.jobs.Delivery;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.metrics.WorkerMetrics;
import dev.atelier.workers.models.ModelReference;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says in the log what becomes of a job. A request is acknowledged when the broker has its end, and not before. Events
 * of one job keep their order, since they share a key.
 */
public final class JobReports {
    private final EventLog log;
    private final MessageCodec codec;
    private final String worker;
    private final WorkerMetrics metrics;

    /** @param worker how events name this worker */
    public JobReports(EventLog log, MessageCodec codec, String worker, WorkerMetrics metrics) {
        this.log = log;
        this.codec = codec;
        this.worker = worker;
        this.metrics = metrics;
    }

    public void started(Job job) {
        Instant at = Instant.now();
        log.writeInCompany(() -> codec.write(new Started(GenerationEvent.VERSION, job.id(), at, worker)), () -> {});
    }

    public void imageStored(Job job, int index, String key, String sha256, long size) {
        metrics.countStored();
        Instant at = Instant.now();
        log.writeInCompany(
                () -> codec.write(new ImageStored(GenerationEvent.VERSION, job.id(), at, index, key, sha256, size)),
                () -> {});
    }

    public void completed(Job job) {
        end(
                job,
                new Completed(
                        GenerationEvent.VERSION,
                        job.id(),
                        Instant.now(),
                        job.request().count()));
    }

    public void cancelled(Job job) {
        end(job, new Cancelled(GenerationEvent.VERSION, job.id(), Instant.now()));
    }

    public void expired(Job job) {
        end(job, new Expired(GenerationEvent.VERSION, job.id(), Instant.now()));
    }

    public void failed(Job job, Failure failure) {
        if (job.end()) {
            refused(job.delivery(), job.request(), failure);
        }
    }

    /** A request that never became a job: it goes to the dead letters as it came, and its job has failed. */
    public void refused(Delivery delivery, GenerationRequest request, Failure failure) {
        refused(delivery, Optional.of(request.id()), Optional.of(ModelReference.of(request)), failure);
    }

    /** The same of a message that is no request; its key may tell which job that has failed. */
    public void unreadable(Delivery delivery, Optional<String> job, Failure failure) {
        refused(delivery, job, Optional.empty(), failure);
    }

    private void refused(Delivery delivery, Optional<String> job, Optional<ModelReference> version, Failure failure) {
        metrics.countFailure(failure.code());
        metrics.countDeadLetter(failure.code());
        var unacknowledged = new AtomicInteger(job.isPresent() ? 2 : 1);
        Runnable acknowledged = () -> {
            if (unacknowledged.decrementAndGet() == 0) {
                delivery.acknowledge();
            }
        };
        log.write(() -> codec.deadLetter(delivery.message(), failure.code(), failure.reason()), acknowledged);
        job.ifPresent(id -> {
            metrics.countEnd("failed", version);
            var event = new Failed(GenerationEvent.VERSION, id, Instant.now(), failure.code(), failure.reason());
            log.write(() -> codec.write(event), acknowledged);
        });
    }

    private void end(Job job, GenerationEvent event) {
        if (job.end()) {
            metrics.countEnd(event.typeName(), Optional.of(ModelReference.of(job.request())));
            log.write(() -> codec.write(event), job.delivery()::acknowledge);
        }
    }
}
