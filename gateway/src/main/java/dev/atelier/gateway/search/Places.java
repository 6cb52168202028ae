package dev.atelier.gateway.search;

import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemException;
import java.util.List;
import java.util.function.Supplier;

/** Problems of what a body names, told as mistakes of the body. */
final class Places {
    private static final int UNPROCESSABLE = 422;
    private static final int NOT_FOUND = 404;

    private Places() {}

    /** What is not found is a mistake at {@code pointer}. */
    static <T> T at(String pointer, Supplier<T> found) {
        try {
            return found.get();
        } catch (ProblemException e) {
            Problem problem = e.problem();
            if (problem.status() != NOT_FOUND) {
                throw e;
            }
            throw new Problem(
                            problem.kind(),
                            UNPROCESSABLE,
                            problem.detail(),
                            List.of(new FieldError(pointer, "", problem.detail(), List.of())),
                            problem.headers())
                    .asException();
        }
    }

    /** Mistakes of a part of the body have their places within it. */
    static <T> T within(String pointer, Supplier<T> part) {
        try {
            return part.get();
        } catch (ProblemException e) {
            throw e.problem().within(pointer).asException();
        }
    }
}
