package dev.atelier.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What is told of the wait beside how long it then is: a worker that makes batches, requests that come in bursts, all in
 * the time that is written in the log. Errors are relative to the real wait.
 */
class ExpectedWaitTest {
    private static final Duration WARM_UP = Duration.ofMinutes(2);
    private static final Duration MEASURED = Duration.ofMinutes(4);
    private static final int BATCH = 64;

    private final Random random = new Random(7);
    private final JobView view = new JobView(Duration.ofHours(24), 1_000_000);
    private final ArrayDeque<String> queue = new ArrayDeque<>();
    private final Map<String, Integer> pictures = new HashMap<>();
    private final Map<String, Instant> accepted = new HashMap<>();
    private final Map<String, Duration> told = new HashMap<>();
    private final List<Double> errors = new ArrayList<>();
    private int jobs;
    private Instant now = Samples.NOON;

    private void arrive(int count, Instant at) {
        String id = "job-" + jobs++;
        view.apply(Samples.request(id, count, at));
        view.expectedWait(view.job(id).orElseThrow()).ifPresent(wait -> told.put(id, wait));
        queue.add(id);
        pictures.put(id, count);
        accepted.put(id, at);
    }

    /** Makes a batch of what waits; returns when it is done. */
    private Instant work(Instant at, double millisPerPicture) {
        var batch = new ArrayList<String>();
        int size = 0;
        while (!queue.isEmpty() && (size == 0 || size + pictures.get(queue.peek()) <= BATCH)) {
            String id = queue.remove();
            view.apply(Samples.started(id, at));
            batch.add(id);
            size += pictures.get(id);
        }
        double noise = 0.8 + 0.4 * random.nextDouble();
        Instant done = at.plusMillis((long) (20 + size * millisPerPicture * noise));
        for (String id : batch) {
            for (int index = 0; index < pictures.get(id); index++) {
                view.apply(Samples.stored(id, index, done));
            }
            view.apply(Samples.completed(id, done));
            Duration real = Duration.between(accepted.get(id), done);
            if (told.containsKey(id) && done.isAfter(Samples.NOON.plus(WARM_UP))) {
                errors.add(Math.abs(told.get(id).toMillis() - real.toMillis()) / (double) Math.max(1, real.toMillis()));
            }
        }
        return done;
    }

    /** @param load share of the worker's time that the requests need on average */
    private void run(double load, double millisPerPicture, int most) {
        run(load, millisPerPicture, most, WARM_UP.plus(MEASURED));
    }

    private void run(double load, double millisPerPicture, int most, Duration duration) {
        Instant next = now;
        Instant end = now.plus(duration);
        while (now.isBefore(end)) {
            while (!next.isAfter(now)) {
                int burst = 1 + random.nextInt(20);
                int sum = 0;
                for (int i = 0; i < burst; i++) {
                    int count = 1 + random.nextInt(most);
                    sum += count;
                    arrive(count, next);
                }
                next = next.plusMillis((long) (sum * millisPerPicture / load * 2 * random.nextDouble()) + 1);
            }
            now = queue.isEmpty() ? next : work(now, millisPerPicture);
        }
    }

    private double error(double share) {
        Collections.sort(errors);
        return errors.get((int) (share * (errors.size() - 1)));
    }

    private String report() {
        return String.format(
                Locale.ROOT, "%d jobs, median error %.2f, p90 %.2f", errors.size(), error(0.5), error(0.9));
    }

    @Test
    void underALongQueueTheWaitIsToldWithinATenth() {
        run(1.2, 5, 8);
        assertThat(error(0.5)).as(report()).isLessThan(0.1);
        assertThat(error(0.9)).as(report()).isLessThan(0.2);
    }

    @Test
    void inBurstsTheWaitIsOfTheRightSize() {
        run(0.6, 5, 8);
        assertThat(error(0.5)).as(report()).isLessThan(0.35);
        assertThat(error(0.9)).as(report()).isLessThan(0.75);
    }

    @Test
    void afterATimeOfSinglePicturesTheWaitInAQueueIsToldWithinATenthAllTheSame() {
        Instant end = now.plus(WARM_UP);
        while (now.isBefore(end)) {
            arrive(1, now);
            now = work(now, 5);
        }

        run(1.2, 5, 8, Duration.ofMinutes(1));

        assertThat(error(0.5)).as(report()).isLessThan(0.1);
        assertThat(error(0.9)).as(report()).isLessThan(0.25);
    }

    @Test
    void singlePicturesAfterAQueueAreToldTheirOwnWait() {
        run(1.2, 5, 8, Duration.ofMinutes(1));
        while (!queue.isEmpty()) {
            now = work(now, 5);
        }
        for (Instant end = Samples.NOON.plus(WARM_UP).plus(MEASURED); now.isBefore(end); ) {
            arrive(1, now);
            now = work(now, 5);
        }

        assertThat(error(0.5)).as(report()).isLessThan(0.1);
    }
}
