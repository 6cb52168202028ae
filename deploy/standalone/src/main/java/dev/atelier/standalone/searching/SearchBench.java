package dev.atelier.standalone.searching;

import dev.atelier.contract.products.FeatureVector;
import dev.atelier.standalone.bench.CpuTimes;
import dev.atelier.standalone.bench.Percentiles;
import dev.atelier.standalone.bench.SystemUnderTest;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.datafolder.Ports;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.searching.SearchResult.Latency;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * A system of its own whose store has as many products as there are vectors.
 *
 * @param name what the vectors are
 * @param searches of each measurement
 * @param progress told in sentences what goes on
 */
public record SearchBench(
        Installation installation, String name, List<FeatureVector> vectors, int searches, Consumer<String> progress) {
    private static final String GATEWAY = "gateway";
    private static final int FOUND = 10;
    private static final int[] CLIENTS = {1, 2};
    private static final long SEED = 2;
    private static final Duration LONGEST_BUILD = Duration.ofMinutes(30);
    private static final long BETWEEN_LOOKS_MS = 100;

    /** @param data an empty folder */
    public SearchResult run(DataFolder data) throws IOException, InterruptedException {
        Catalogue catalogue = new Catalogue(vectors);
        progress.accept("starting the system");
        int port = Ports.of(data).of(GATEWAY);
        try (SystemUnderTest system = SystemUnderTest.start(installation, data, 0, port, Map.of());
                SearchClient client = new SearchClient(system.state().gateway())) {
            progress.accept(vectors.size() + " products, " + name + ", of "
                    + vectors.get(0).dimensions() + " dimensions");
            long start = System.nanoTime();
            catalogue.publish(system.state().kafka());
            awaitAll(client);
            double build = secondsSince(start);
            progress.accept("all can be found after " + Math.round(build) + " s; restarting the gateway");
            double restart = restart(system, client);
            progress.accept("recall");
            double recall = recall(catalogue, client, false);
            double filtered = recall(catalogue, client, true);
            var latencies = new TreeMap<String, Latency>();
            for (int clients : CLIENTS) {
                progress.accept(searches + " searches by " + clients + (clients == 1 ? " client" : " clients"));
                latencies.put(Integer.toString(clients), latency(system, client, clients));
            }
            return new SearchResult(
                    name, vectors.size(), vectors.get(0).dimensions(), build, restart, recall, filtered, latencies);
        }
    }

    private void awaitAll(SearchClient client) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_BUILD.toNanos();
        while (client.products().orElse(0) < vectors.size()) {
            if (System.nanoTime() > end) {
                throw new CommandFailure("after " + LONGEST_BUILD.toMinutes() + " min not all products can be found");
            }
            Thread.sleep(BETWEEN_LOOKS_MS);
        }
    }

    private double restart(SystemUnderTest system, SearchClient client) throws IOException, InterruptedException {
        ProcessHandle gateway = ProcessHandle.of(system.state().pids().get(GATEWAY))
                .orElseThrow(() -> new CommandFailure("the gateway has ended"));
        gateway.destroy();
        gateway.onExit().join();
        long start = System.nanoTime();
        awaitAll(client);
        return secondsSince(start);
    }

    private static double secondsSince(long start) {
        return Math.round((System.nanoTime() - start) / 1e7) / 100.0;
    }

    private double recall(Catalogue catalogue, SearchClient client, boolean rareOnly) throws IOException {
        Random random = new Random(SEED);
        int right = 0;
        int all = 0;
        for (int i = 0; i < Math.min(searches, 200); i++) {
            int number = random.nextInt(vectors.size());
            var exact = catalogue.nearest(number, FOUND, other -> !rareOnly || Catalogue.isRare(other));
            all += exact.size();
            right += (int) client.similar(number, FOUND, rareOnly).stream()
                    .filter(exact::contains)
                    .count();
        }
        return right / (double) all;
    }

    private Latency latency(SystemUnderTest system, SearchClient client, int clients)
            throws IOException, InterruptedException {
        CpuTimes before = CpuTimes.now(system.state().pids());
        long start = System.nanoTime();
        List<Double> times = times(client, clients);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = CpuTimes.now(system.state().pids()).since(before).seconds().get(GATEWAY);
        return new Latency(Percentiles.of(times), times.size() / seconds, 1000 * cpu / times.size());
    }

    private List<Double> times(SearchClient client, int clients) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            var each = new ArrayList<Callable<List<Double>>>();
            for (int i = 0; i < clients; i++) {
                Random random = new Random(SEED + i);
                each.add(() -> times(client, random, searches / clients));
            }
            var all = new ArrayList<Double>();
            for (Future<List<Double>> some : threads.invokeAll(each)) {
                all.addAll(some.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new CommandFailure("the searches failed: " + e.getCause().getMessage(), e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    private List<Double> times(SearchClient client, Random random, int count) throws IOException {
        var times = new ArrayList<Double>(count);
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            client.similar(random.nextInt(vectors.size()), FOUND, false);
            times.add((System.nanoTime() - start) / 1e6);
        }
        return times;
    }
}
