package dev.atelier.trainer.retraining.runs;

import dev.atelier.trainer.retraining.updates.UpdateCheck.Problem;

/** A run that no further attempt would bring to a better end. */
final class RunFailure extends Exception {
    private final transient Problem problem;

    RunFailure(String code, String reason) {
        this(new Problem(code, reason));
    }

    RunFailure(Problem problem) {
        super(problem.reason());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
