package dev.atelier.standalone.load;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.standalone.bench.CpuTimes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Loads a running gateway with requests for single pictures until the rates of some windows in a row are alike.
 *
 * @param choices of the model, asked for in turn
 * @param window length of one
 * @param windows that are to be alike
 * @param most windows, after which those at the end count as they are
 * @param pids of the processes whose processor time is of interest, by name
 * @param progress told in sentences what goes on
 */
public record LoadBench(
        URI gateway,
        String model,
        List<Selection> choices,
        Schedule schedule,
        Duration window,
        int windows,
        int most,
        Map<String, Long> pids,
        Consumer<String> progress) {
    private static final double TOLERANCE = 0.1;

    public LoadResult run() throws InterruptedException {
        Steadiness steadiness = new Steadiness(windows, TOLERANCE);
        Tally tally = new Tally();
        var all = new ArrayList<Window>();
        var cpu = new ArrayList<CpuTimes>();
        try (Requests requests = new Requests(gateway, model, choices, schedule.connections());
                Clients clients = Clients.start(schedule, requests, tally)) {
            cpu.add(CpuTimes.now(pids));
            // The first window holds the making of the connections, so it is never one of those that count.
            while (!(all.size() > windows && steadiness.reached(all)) && all.size() < most) {
                Thread.sleep(window.toMillis());
                all.add(tally.take());
                cpu.add(CpuTimes.now(pids));
                tell(all.size(), all.get(all.size() - 1));
            }
        }
        List<Window> counting = steadiness.counting(all);
        CpuTimes used = cpu.get(cpu.size() - 1).since(cpu.get(cpu.size() - 1 - counting.size()));
        return LoadResult.of(schedule, steadiness.reached(all), counting, used.seconds());
    }

    private void tell(int number, Window window) {
        progress.accept(String.format(
                Locale.ROOT,
                "window %d: %.0f accepted/s, p50 %.1f ms, p99 %.1f ms%s",
                number,
                window.acceptedPerSecond(),
                window.latencyMs().p50(),
                window.latencyMs().p99(),
                window.errors().isEmpty() ? "" : ", errors " + window.errors()));
    }
}
