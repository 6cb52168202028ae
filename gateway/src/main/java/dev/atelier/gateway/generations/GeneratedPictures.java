package dev.atelier.gateway.generations;

import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.messages.GenerationEvent.Failed;
import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.jobs.JobView;
import dev.atelier.gateway.log.Arrival;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Single pictures for who does something else with them: has them made, and waits until they lie in the store. */
@ApplicationScoped
public class GeneratedPictures {
    private final Acceptance acceptance;
    private final JobView jobs;

    GeneratedPictures(Acceptance acceptance, JobView jobs) {
        this.acceptance = acceptance;
        this.jobs = jobs;
    }

    /**
     * Asks for one picture, as anybody may.
     *
     * @return the job
     * @throws ProblemException where the model cannot make it, or there is no room
     */
    public CompletionStage<Job> ask(Tenant tenant, PictureWish wish) {
        var order = new Order(
                wish.model(),
                wish.attributes(),
                1,
                wish.seed(),
                wish.version(),
                Experiment.NONE,
                Optional.empty(),
                Optional.empty());
        return acceptance.accept(tenant, order, Optional.empty());
    }

    /**
     * Waits for a picture of a job.
     *
     * @param longest that is waited; then fails with {@code no-worker-answered}
     * @return fails with {@code no-picture-to-search-with} where the job ends without it
     */
    public CompletionStage<ImageStored> await(Job job, int index, Duration longest) {
        if (index >= job.request().count()) {
            throw none("Job " + job.id() + " has " + job.request().count() + " pictures, 0 to "
                    + (job.request().count() - 1) + "; there is no " + index + ".");
        }
        return Arrival.<Job>within(
                        longest,
                        late -> late(job, index, longest),
                        watcher -> jobs.watch(job.id(), watcher),
                        () -> jobs.job(job.id()),
                        now -> now.image(index).isPresent() || now.status().isOver())
                .thenApply(now -> now.image(index).orElseThrow(() -> none(ending(now, index))));
    }

    private static ProblemException late(Job job, int index, Duration longest) {
        return Problem.of(
                        ProblemType.NO_WORKER_ANSWERED,
                        "Picture " + index + " of job " + job.id() + " was not made within " + longest.toMillis()
                                + " ms. The job goes on; search by {\"job\": \"" + job.id() + "\", \"index\": " + index
                                + "} later.")
                .asException();
    }

    private static String ending(Job job, int index) {
        String how = job.end()
                .filter(Failed.class::isInstance)
                .map(Failed.class::cast)
                .map(failed -> ": " + failed.reason())
                .orElse(".");
        return "Job " + job.id() + " is " + job.status().text() + ", without picture " + index + how;
    }

    private static ProblemException none(String detail) {
        return Problem.of(ProblemType.NO_PICTURE_TO_SEARCH_WITH, detail).asException();
    }
}
