package dev.atelier.standalone.scale;

import dev.atelier.standalone.scale.ScaleResult.Forecast;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a gateway says of a batch's end while it is made, asked after a quarter, a half and three quarters of its items. */
final class EndForecasts {
    private static final List<Double> SHARES = List.of(0.25, 0.5, 0.75);

    private final int items;
    private final Supplier<Optional<Instant>> gateway;
    private final Clock clock;
    private final List<Told> told = new ArrayList<>();
    private int next;

    private record Told(double share, Instant asked, Instant end) {}

    /**
     * @param items of the batch
     * @param gateway the end that it expects; empty where it expects none, or is away
     */
    EndForecasts(int items, Supplier<Optional<Instant>> gateway, Clock clock) {
        this.items = items;
        this.gateway = gateway;
        this.clock = clock;
    }

    /** Asks where it is time, and again the next time where there was no answer. */
    void step(BatchProgress batch) {
        double done = (double) batch.items() / items;
        int due = (int) SHARES.stream().filter(share -> done >= share).count();
        if (due > next && done < 1) {
            Instant asked = clock.instant();
            gateway.get().ifPresent(end -> {
                told.add(new Told(SHARES.get(due - 1), asked, end));
                next = due;
            });
        }
    }

    /** How far each was from the end that came. */
    List<Forecast> against(Instant end) {
        return told.stream()
                .map(each -> {
                    double real =
                            Math.max(1, Duration.between(each.asked(), end).toMillis());
                    double off = Math.abs(Duration.between(end, each.end()).toMillis());
                    return new Forecast(each.share(), real, off / real);
                })
                .toList();
    }
}
