package dev.atelier.standalone.bench;

import dev.atelier.standalone.bench.Load.Asked;
import dev.atelier.standalone.client.JobView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far what was told of the wait is from how long it then was: |told − real| ÷ real of each job, from its acceptance to its
 * end.
 *
 * @param jobs that were told something
 * @param median of their errors
 * @param p90 what nine tenths of the errors stay below
 */
public record WaitError(int jobs, double median, double p90) {
    private static final double MEDIAN = 0.5;
    private static final double NINE_TENTHS = 0.9;

    /** Empty where no job was told anything. */
    static Optional<WaitError> of(List<Asked> asked) {
        List<Double> errors = asked.stream()
                .map(WaitError::error)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .sorted()
                .toList();
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(new WaitError(errors.size(), at(errors, MEDIAN), at(errors, NINE_TENTHS)));
    }

    private static double at(List<Double> errors, double share) {
        return errors.get((int) (share * (errors.size() - 1)));
    }

    private static OptionalDouble error(Asked job) {
        JobView end = job.end();
        if (job.accepted().expectedWaitMs().isEmpty() || end.endedAt().isEmpty()) {
            return OptionalDouble.empty();
        }
        double told = job.accepted().expectedWaitMs().getAsLong();
        double real = Math.max(
                1, Duration.between(end.createdAt(), end.endedAt().get()).toMillis());
        return OptionalDouble.of(Math.abs(told - real) / real);
    }
}
