package dev.atelier.contract.catalogues;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How fast a batch goes on: over its last shards, since it was last begun or resumed, by the clocks that stand in the log.
 *
 * @param marks oldest first; each with the pictures that came since the one before
 */
record Pace(List<Mark> marks) {
    private static final int MOST = 32;
    static final Pace UNKNOWN = new Pace(List.of());

    record Mark(Instant at, int images) {}

    Pace {
        marks = List.copyOf(marks);
    }

    /** Time is counted from here on. */
    static Pace from(Instant at) {
        return new Pace(List.of(new Mark(at, 0)));
    }

    boolean isUnknown() {
        return marks.isEmpty();
    }

    Pace after(Instant at, int images) {
        var all = new ArrayList<>(marks);
        all.add(new Mark(at, images));
        if (all.size() > MOST) {
            all.remove(0);
        }
        return new Pace(all);
    }

    /** Pictures a second; empty where nothing is known. */
    OptionalDouble perSecond() {
        if (marks.size() < 2) {
            return OptionalDouble.empty();
        }
        Duration time =
                Duration.between(marks.get(0).at(), marks.get(marks.size() - 1).at());
        long images = marks.stream().skip(1).mapToLong(Mark::images).sum();
        return time.toMillis() < 1 || images == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(images * 1000.0 / time.toMillis());
    }
}
