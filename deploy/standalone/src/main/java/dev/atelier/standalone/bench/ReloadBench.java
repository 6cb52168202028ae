package dev.atelier.standalone.bench;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.client.JobView;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.datafolder.Ports;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.launch.StoreAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Single pictures on a system that gets new versions meanwhile, and on one that does not.
 *
 * @param artefact the model
 * @param requests of each load
 * @param progress told in sentences what goes on
 */
public record ReloadBench(Artefact artefact, Installation installation, int requests, Consumer<String> progress) {
    private static final int WORKERS = 1;
    /** Spread over the load: a shop's models do not change ten times a second. */
    private static final int RELOADS = 20;

    /** @param data an empty folder */
    public ReloadResult run(DataFolder data) throws IOException, InterruptedException {
        progress.accept("starting the system");
        int port = Ports.of(data).of("gateway");
        try (SystemUnderTest system = SystemUnderTest.start(installation, data, WORKERS, port);
                ObjectStore store =
                        new MinioObjectStore(new StoreAccess(System.getenv()).running(system.state(), data))) {
            Gateway gateway = new Gateway(system.state().gateway());
            try (NextVersions versions = new NextVersions(
                    artefact,
                    store,
                    system.state().kafka(),
                    gateway,
                    data.root().resolve("versions"))) {
                return measure(gateway, versions);
            }
        }
    }

    private ReloadResult measure(Gateway gateway, NextVersions versions) throws IOException, InterruptedException {
        String model = artefact.manifest().model();
        Load load = new Load(gateway, model, artefact.manifest().schema().oneOfCombinations(), 1);
        progress.accept("warming up");
        Timed warm = timed(load, requests / 2, request -> {});
        progress.accept(requests + " pictures, one after another");
        Timed without = timed(load, requests, request -> {});
        progress.accept("the same while new versions come");
        Semaphore due = new Semaphore(0);
        int reloads = Math.min(RELOADS, requests);
        CompletableFuture<Void> reloading = CompletableFuture.runAsync(() -> reload(versions, reloads, due));
        Timed during = timed(load, requests, request -> {
            if (request % (requests / reloads) == 0) {
                due.release();
            }
        });
        await(reloading);
        progress.accept("rolling back");
        gateway.rollBack(model, "bench", "measured");
        long answered = System.nanoTime();
        JobView first = load.one(0);
        double rollbackMs = (System.nanoTime() - answered) / 1e6;
        List<JobView> jobs = new ArrayList<>(List.of(first));
        for (Timed part : List.of(warm, without, during)) {
            jobs.addAll(part.jobs());
        }
        Percentiles before = Percentiles.of(without.ms());
        Percentiles then = Percentiles.of(during.ms());
        return new ReloadResult(
                model,
                requests,
                versions.count(),
                before,
                then,
                then.p99() / before.p99(),
                rollbackMs,
                (int) jobs.stream()
                        .filter(job -> !job.status().equals("completed"))
                        .count(),
                PictureCheck.wrong(gateway, jobs));
    }

    private record Timed(List<JobView> jobs, List<Double> ms) {}

    private static Timed timed(Load load, int requests, IntConsumer before) throws InterruptedException {
        Timed timed = new Timed(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < requests; i++) {
            before.accept(i);
            long start = System.nanoTime();
            timed.jobs().add(load.one(i));
            timed.ms().add((System.nanoTime() - start) / 1e6);
        }
        return timed;
    }

    private static void reload(NextVersions versions, int reloads, Semaphore due) {
        try {
            for (int i = 0; i < reloads; i++) {
                due.acquire();
                versions.promoteNext();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CompletableFuture<Void> reloads) throws InterruptedException {
        try {
            reloads.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
