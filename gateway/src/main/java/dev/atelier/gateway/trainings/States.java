package dev.atelier.gateway.trainings;

import dev.atelier.contract.attributes.ClosestNames;
import dev.atelier.contract.trainings.TrainingRun.State;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** States of runs in clients' words: {@code awaiting-approval}. */
public final class States {
    private States() {}

    public static String text(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws dev.atelier.gateway.problems.ProblemException {@code invalid-request} where there is no such state */
    static State of(String text) {
        return Arrays.stream(State.values())
                .filter(state -> text(state).equals(text))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names =
                            Arrays.stream(State.values()).map(States::text).toList();
                    String message =
                            "There is no state '" + text + "'; the states are " + String.join(", ", names) + ".";
                    return Problem.of(
                                    ProblemType.INVALID_REQUEST,
                                    List.of(new FieldError("", text, message, ClosestNames.to(text, names))))
                            .asException();
                });
    }
}
