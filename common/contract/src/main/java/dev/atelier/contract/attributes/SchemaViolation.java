package dev.atelier.contract.attributes;

import java.util.List;
import java.util.stream.Collectors;

/** A choice that a schema refuses, with everything that is wrong with it, not only the first thing. */
public final class SchemaViolation extends RuntimeException {
    private final transient List<Problem> problems;

    /**
     * One mistake.
     *
     * @param attribute where it is, or the unknown attribute's name
     * @param value what was given; empty where the attribute is missing
     * @param message a sentence that says what is wrong and what would be right
     * @param closest valid names nearest to what was given, best first
     */
    public record Problem(String attribute, String value, String message, List<String> closest) {}

    public SchemaViolation(List<Problem> problems) {
        super(problems.stream().map(Problem::message).collect(Collectors.joining(" ")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
