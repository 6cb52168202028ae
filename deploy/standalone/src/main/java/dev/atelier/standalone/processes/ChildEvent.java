package dev.atelier.standalone.processes;

import java.time.Duration;
import java.util.List;

/** What a supervisor reports of its children. */
public sealed interface ChildEvent {
    String name();

    /** The child runs; readiness is another matter. */
    record Started(String name, long pid) implements ChildEvent {}

    /** The child wrote a line that tells of an error. */
    record ErrorLine(String name, String line) implements ChildEvent {}

    /**
     * The child ended though nobody stopped it; it is started again.
     *
     * @param exitCode as a shell gives it: 128 + N for signal N
     */
    record Died(String name, int exitCode, Duration lifetime) implements ChildEvent {}

    /**
     * The child died quickly too often, or could not be started; it is not tried again.
     *
     * @param reason a sentence
     * @param lastLines of its log
     */
    record GivenUp(String name, String reason, List<String> lastLines) implements ChildEvent {}
}
