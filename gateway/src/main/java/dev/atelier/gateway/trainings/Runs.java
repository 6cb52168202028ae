package dev.atelier.gateway.trainings;

import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.runs.Run;
import dev.atelier.gateway.runs.RunView;
import dev.atelier.gateway.web.LastEventId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds runs by the ids that clients give. */
@ApplicationScoped
class Runs {
    private static final int LENGTH_OF_ID = 36;
    private static final int LONGEST_SHOWN = 60;

    private final RunView view;

    Runs(RunView view) {
        this.view = view;
    }

    /** @throws dev.atelier.gateway.problems.ProblemException {@code unknown-training} */
    Run find(String id) {
        return view.run(id).orElseThrow(() -> unknown(id).asException());
    }

    /** Whether an id may be that of a run which this gateway has not read yet. */
    boolean mayBeNew(String id) {
        return id.length() == LENGTH_OF_ID && view.run(id).isEmpty();
    }

    /** Whether a client has seen more steps of a run, by the id of its last event, than this gateway has read. */
    boolean isBehind(String id, Optional<String> last) {
        return view.run(id)
                .filter(run -> LastEventId.isBeyond(
                        last, run.steps().get(run.steps().size() - 1).number()))
                .isPresent();
    }

    private static Problem unknown(String id) {
        String shown = id.length() > LONGEST_SHOWN ? id.substring(0, LONGEST_SHOWN) + "…" : id;
        String detail = id.length() == LENGTH_OF_ID
                ? "There is no training run " + id + "."
                : "'" + shown + "' is no id of a training run; an id is a UUID, as GET /v1/trainings lists them.";
        return Problem.of(ProblemType.UNKNOWN_TRAINING, detail);
    }
}
