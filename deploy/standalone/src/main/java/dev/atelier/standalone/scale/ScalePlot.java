package dev.atelier.standalone.scale;

import dev.atelier.standalone.plots.Chart;
import dev.atelier.standalone.plots.Chart.Curve;
import dev.atelier.standalone.plots.Chart.Mark;
import dev.atelier.standalone.plots.Chart.Point;
import dev.atelier.standalone.scale.ScaleResult.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Draws pictures a second over the size of the catalogue, on a logarithmic axis, a curve for each number of workers. */
public final class ScalePlot {
    private ScalePlot() {}

    public static void write(ScaleResult result, Path png) throws IOException {
        List<Integer> sizes =
                result.runs().stream().map(Run::items).distinct().sorted().toList();
        double low = Math.log10(sizes.get(0));
        double wide = Math.max(1e-9, Math.log10(sizes.get(sizes.size() - 1)) - low);
        IntToDoubleFunction share = items -> (Math.log10(items) - low) / wide;
        List<Mark> marks = sizes.stream()
                .map(size -> new Mark(share.applyAsDouble(size), Integer.toString(size)))
                .toList();
        List<Curve> curves = result.runs().stream()
                .map(Run::workers)
                .distinct()
                .map(workers -> new Curve(
                        workers + (workers == 1 ? " worker" : " workers"),
                        result.runs().stream()
                                .filter(run -> run.workers() == workers)
                                .map(run -> new Point(share.applyAsDouble(run.items()), run.imagesPerSecond()))
                                .toList()))
                .toList();
        new Chart(
                        result.model() + ": pictures a second, from the request to the manifest",
                        "items",
                        "%.0f/s",
                        marks,
                        curves)
                .write(png);
    }
}
