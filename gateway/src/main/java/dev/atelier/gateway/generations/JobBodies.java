package dev.atelier.gateway.generations;

import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.Failed;
import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.gateway.configuration.GatewayConfig;
import dev.atelier.gateway.generations.JobBody.FailureBody;
import dev.atelier.gateway.generations.JobBody.ImageBody;
import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.jobs.JobView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.EntityTag;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes jobs down for clients. */
@ApplicationScoped
public class JobBodies {
    static final String PATH = "/v1/generations/";

    private final JobView jobs;
    private final ObjectStore store;
    private final Duration linkValidity;
    private final Clock clock;

    JobBodies(JobView jobs, ObjectStore store, GatewayConfig config, Clock clock) {
        this.jobs = jobs;
        this.store = store;
        this.linkValidity = config.linkValidity();
        this.clock = clock;
    }

    public JobBody body(Job job) {
        GenerationRequest request = job.request();
        Experiment experiment = request.experiment().orElse(Experiment.NONE);
        return new JobBody(
                job.id(),
                job.status(),
                request.model(),
                request.version(),
                request.digest(),
                request.attributes(),
                request.count(),
                request.seed(),
                experiment.latent(),
                experiment.interpolate(),
                experiment.variation(),
                experiment.truncation(),
                experiment.grid().map(grid -> new GridAxes(grid.rows(), grid.columns())),
                request.acceptedAt(),
                request.expiresAt(),
                job.startedAt(),
                job.end().map(GenerationEvent::at),
                jobs.position(job),
                expectedWaitMs(job),
                job.end().flatMap(JobBodies::failure),
                job.images().stream().map(image -> image(job, image)).toList());
    }

    OptionalLong expectedWaitMs(Job job) {
        return jobs.expectedWait(job).stream().mapToLong(Duration::toMillis).findFirst();
    }

    /** Why the job failed, where the event says so. */
    static Optional<FailureBody> failure(GenerationEvent event) {
        return event instanceof Failed failed
                ? Optional.of(new FailureBody(failed.code(), failed.reason()))
                : Optional.empty();
    }

    /** Where clients get the picture. */
    public static String imagePath(ImageStored stored) {
        return PATH + stored.job() + "/images/" + stored.index() + ".png";
    }

    ImageBody image(Job job, ImageStored stored) {
        return new ImageBody(
                stored.index(),
                job.request().ingredients(stored.index()).attributes(),
                imagePath(stored),
                store.presignedLink(stored.key(), linkValidity),
                stored.sha256(),
                stored.size());
    }

    /**
     * Changes whenever the body does, but for its links: these are new each time, so their age alone changes the tag,
     * before half of them is over. Hence weak.
     */
    EntityTag tag(JobBody body, Job job) {
        long age = clock.millis() / Math.max(1, linkValidity.toMillis() / 2);
        String place = body.position()
                .map(position -> position.jobs() + "." + position.images())
                .orElse("");
        return new EntityTag(
                job.history().size() + "-" + place + "-" + body.expectedWaitMs().orElse(0) + "-" + age, true);
    }
}
