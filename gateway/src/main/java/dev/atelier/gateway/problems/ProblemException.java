package dev.atelier.gateway.problems;

/** Ends the handling of a request with a problem as its answer. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        // Nobody looks at the stack of a client's mistake, and filling it in is what exceptions cost.
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
