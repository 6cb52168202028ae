package dev.atelier.standalone.bench;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.client.JobView;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.datafolder.Ports;
import dev.atelier.standalone.launch.Installation;
import dev.atelier.standalone.launch.JavaCommand;
import dev.atelier.standalone.launch.Threads;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The generator alone, then the whole system around it, on the same machine within one run.
 *
 * @param artefact the model
 * @param workers of the system
 * @param images to be measured; empty: what the bare generator makes in half a minute
 * @param clients closed-loop clients
 * @param perRequest pictures of a request
 * @param lane by which the pictures are asked for
 * @param shardSize items of a shard, for the bulk lane
 * @param progress told in sentences what goes on
 */
public record EndToEndBench(
        Artefact artefact,
        Installation installation,
        int workers,
        OptionalInt images,
        int clients,
        int perRequest,
        Lane lane,
        int shardSize,
        Consumer<String> progress) {
    private static final int SECONDS_OF_BARE = 30;
    private static final int ROUNDS_OF_MEASURED = 3;
    private static final int PEOPLES_WARM_UP = 2000;
    private static final int LATENCY_WARM_UP = 100;
    private static final int LATENCY_REQUESTS = 200;

    /** @param data an empty folder */
    public EndToEndResult run(DataFolder data) throws IOException, InterruptedException {
        progress.accept("the generator alone");
        double bare = bareImagesPerSecond();
        int measured = images.orElse((int) Math.max(perRequest, bare * SECONDS_OF_BARE));
        progress.accept(Math.round(bare) + " images/s; starting the system");
        int port = Ports.of(data).of("gateway");
        try (SystemUnderTest system = SystemUnderTest.start(installation, data, workers, port)) {
            return lane == Lane.BULK ? measureBulk(system, bare, measured) : measure(system, bare, measured);
        }
    }

    private EndToEndResult measure(SystemUnderTest system, double bare, int measured)
            throws IOException, InterruptedException {
        Gateway gateway = new Gateway(system.state().gateway());
        String model = artefact.manifest().model();
        Load load = new Load(gateway, model, artefact.manifest().schema().oneOfCombinations(), perRequest);
        warmUp("", () -> {
            Load.Outcome outcome = load.run(clients, round(measured));
            return outcome.images() / outcome.seconds();
        });
        progress.accept("single pictures, one after another");
        Percentiles latency = Latency.measure(load, LATENCY_WARM_UP, LATENCY_REQUESTS);
        progress.accept(measured + " pictures by " + clients + " clients");
        CpuTimes before = CpuTimes.now(system.pids());
        Load.Outcome outcome = load.run(clients, measured);
        CpuTimes used = CpuTimes.now(system.pids()).since(before);
        List<JobView> jobs = outcome.jobs();
        progress.accept("checking every picture and the log");
        LogCheck log = LogCheck.read(system.state().kafka());
        double rate = outcome.images() / outcome.seconds();
        return new EndToEndResult(
                model,
                lane,
                bare,
                rate,
                rate / bare,
                EndToEndResult.ratioWithoutServers(rate / bare, used),
                latency,
                WaitError.of(outcome.asked()),
                outcome.images(),
                log.lost(jobs),
                log.doubled(jobs),
                PictureCheck.wrong(gateway, jobs),
                used.seconds());
    }

    /** The latency is that of single pictures while the workers are busy with shards, in a run of its own. */
    private EndToEndResult measureBulk(SystemUnderTest system, double bare, int measured)
            throws IOException, InterruptedException {
        Manifest model = artefact.manifest();
        Load people = new Load(
                new Gateway(system.state().gateway()),
                model.model(),
                model.schema().oneOfCombinations(),
                1);
        try (ObjectStore store = new MinioObjectStore(system.store())) {
            var load = new BulkLoad(store, system.state().kafka(), model, shardSize);
            progress.accept("warming up with " + PEOPLES_WARM_UP + " single pictures");
            people.run(clients, PEOPLES_WARM_UP);
            warmUp(" in shards", () -> {
                BulkLoad.Outcome outcome = load.run(load.list(round(measured)));
                return outcome.images() / outcome.seconds();
            });
            List<ShardRequest> shards = load.list(measured);
            progress.accept(measured + " pictures in " + shards.size() + " shards");
            CpuTimes before = CpuTimes.now(system.pids());
            BulkLoad.Outcome outcome = load.run(shards);
            CpuTimes used = CpuTimes.now(system.pids()).since(before);
            progress.accept("single pictures beside " + shards.size() + " shards");
            Percentiles latency = latencyBeside(load, load.list(measured), people);
            progress.accept("checking every picture");
            ShardCheck check = ShardCheck.of(store, outcome);
            double rate = outcome.images() / outcome.seconds();
            return new EndToEndResult(
                    model.model(),
                    lane,
                    bare,
                    rate,
                    rate / bare,
                    EndToEndResult.ratioWithoutServers(rate / bare, used),
                    latency,
                    Optional.empty(),
                    outcome.images(),
                    check.lost(),
                    check.doubled(),
                    check.wrong(),
                    used.seconds());
        }
    }

    /**
     * Rounds of a part of what is measured, until the system gets no faster: of processes that have just started the
     * compiler takes up to a third.
     */
    private void warmUp(String how, Round round) throws IOException, InterruptedException {
        WarmUp warmUp = new WarmUp();
        while (!warmUp.isOver()) {
            warmUp.add(round.imagesPerSecond());
            progress.accept("warming up" + how + ": " + Math.round(warmUp.last()) + " images/s");
        }
    }

    private static int round(int measured) {
        return Math.max(1, measured / ROUNDS_OF_MEASURED);
    }

    private interface Round {
        double imagesPerSecond() throws IOException, InterruptedException;
    }

    private static Percentiles latencyBeside(BulkLoad load, List<ShardRequest> shards, Load people)
            throws InterruptedException {
        CompletableFuture<BulkLoad.Outcome> bulk = CompletableFuture.supplyAsync(() -> load.run(shards));
        Percentiles latency = Latency.measureWhile(people, () -> !bulk.isDone());
        bulk.join();
        return latency;
    }

    private double bareImagesPerSecond() throws IOException, InterruptedException {
        Path folder = artefact.folder().toAbsolutePath();
        List<String> command = JavaCommand.WORKER.ofClass(BareGenerator.class, folder.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Threads.ofWorker(1, System.getenv()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new CommandFailure("the bare generator ended with exit code " + process.exitValue() + ": "
                    + String.join(" ", command));
        }
        return Json.mapper().readTree(output).path("imagesPerSecond").asDouble();
    }
}
