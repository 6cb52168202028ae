package dev.atelier.gateway.generations;

import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.jobs.JobView;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.requests.Tenant;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds jobs by the ids that clients give. */
@ApplicationScoped
public class Jobs {
    private static final int LENGTH_OF_ID = 36;

    private final JobView view;

    Jobs(JobView view) {
        this.view = view;
    }

    /**
     * A tenant's job; that of another tenant is as good as none.
     *
     * @throws dev.atelier.gateway.problems.ProblemException {@code unknown-job}
     */
    public Job find(Tenant tenant, String id) {
        return view.job(id)
                .filter(job -> job.request().tenant().equals(tenant.name()))
                .orElseThrow(() -> unknown(id).asException());
    }

    /** Whether an id may be that of a job which this gateway has not read yet. */
    boolean mayBeNew(String id) {
        return id.length() == LENGTH_OF_ID && !view.knows(id);
    }

    private static Problem unknown(String id) {
        String detail = id.length() == LENGTH_OF_ID
                ? "There is no job " + id + ", or it is over for longer than jobs are kept."
                : "'" + (id.length() > 60 ? id.substring(0, 60) + "…" : id)
                        + "' is no job id; an id is a UUID, as in the answer to POST /v1/generations.";
        return Problem.of(ProblemType.UNKNOWN_JOB, detail);
    }
}
