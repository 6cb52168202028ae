package dev.atelier.standalone.load;

import dev.atelier.standalone.plots.Chart;
import dev.atelier.standalone.plots.Chart.Curve;
import dev.atelier.standalone.plots.Chart.Mark;
import dev.atelier.standalone.plots.Chart.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Draws latency over percentile, with as much room for the slowest hundredth as for the others (a logarithmic axis). */
public final class LatencyPlot {
    private static final int POINTS = 400;
    private static final List<String> MARKS = List.of("0", "90", "99", "99.9", "99.99");

    private LatencyPlot() {}

    public static void write(LoadResult result, Path png) throws IOException {
        String schedule = result.rate().isPresent()
                ? String.format(
                        Locale.ROOT, "%.0f requests/s planned", result.rate().getAsDouble())
                : result.concurrency().orElse(0) + " clients";
        String title = String.format(
                Locale.ROOT,
                "%s: %.0f accepted/s, p50 %.1f ms, p99 %.1f ms",
                schedule,
                result.acceptedPerSecond(),
                result.latencyMs().p50(),
                result.latencyMs().p99());
        Histogram nanos = result.latencies();
        // A percentile that fewer than one request stands for says nothing.
        int decades = (int) Math.max(1, Math.min(MARKS.size() - 1, Math.log10(Math.max(1, nanos.getTotalCount()))));
        List<Mark> marks = IntStream.rangeClosed(0, decades)
                .mapToObj(decade -> new Mark((double) decade / decades, MARKS.get(decade) + " %"))
                .toList();
        List<Point> points = IntStream.rangeClosed(0, POINTS)
                .mapToObj(point -> (double) point / POINTS)
                .map(share -> new Point(share, ms(nanos, share * decades)))
                .toList();
        new Chart(title, "percentile", "%.1f ms", marks, List.of(new Curve("", points))).write(png);
    }

    /** @param decades 0 at the 0th percentile, 1 at the 90th, 2 at the 99th */
    private static double ms(Histogram nanos, double decades) {
        return nanos.getValueAtPercentile(100 * (1 - Math.pow(10, -decades))) / 1e6;
    }
}
