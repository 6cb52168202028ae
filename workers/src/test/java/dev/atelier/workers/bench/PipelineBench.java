package dev.atelier.workers.bench;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.generator.layers.BatchNorm;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.JoinCondition;
import dev.atelier.generator.layers.Relu;
import dev.atelier.generator.layers.Reshape;
import dev.atelier.generator.layers.Sigmoid;
import dev.atelier.generator.layers.UpsampleConv2d;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.workers.testing.Installation;
import dev.atelier.workers.testing.TinyModel;
import dev.atelier.workers.testing.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the time goes: the bare generator, then the same model behind the whole pipeline, with requests for 64 pictures,
 * with single-picture requests, and one at a time. Not a test, so no build runs it; {@code mvn verify
 * -Dit.test=PipelineBench} does. The network is as large as the shipped 28×28 one, its weights are random.
 */
class PipelineBench {
    private static final int BATCH = 64;

    private Installation installation;
    private WorkerProcess worker;
    private Manifest model;

    @Test
    void bench(@TempDir Path folder) throws Exception {
        installation = Installation.shared();
        Artefact artefact = TinyModel.write(
                folder.resolve("model"),
                "bench",
                "1",
                1,
                List.of(
                        new JoinCondition.Spec(),
                        new Dense.Spec(1024),
                        new BatchNorm.Spec(),
                        new Relu.Spec(),
                        new Dense.Spec(128 * 7 * 7),
                        new BatchNorm.Spec(),
                        new Relu.Spec(),
                        Reshape.Spec.picture(128, 7, 7),
                        new UpsampleConv2d.Spec(64),
                        new BatchNorm.Spec(),
                        new Relu.Spec(),
                        new UpsampleConv2d.Spec(1),
                        new Sigmoid.Spec()));
        model = installation.publish(artefact).manifest();
        bare(artefact);
        worker = installation.worker(Map.of()).awaitReady();
        for (int round = 1; round <= 2; round++) {
            run("64 pictures a request, round " + round, Integer.getInteger("bench.jobs", 40), 64);
        }
        for (int round = 1; round <= 2; round++) {
            run("1 picture a request, round " + round, Integer.getInteger("bench.singles", 1000), 1);
        }
        latency(100);
        worker.close();
        bare(artefact);
    }

    private void bare(Artefact artefact) {
        try (var generator = NetworkGenerator.load(artefact)) {
            float[] condition =
                    model.schema().encode(TinyModel.SCHEMA.oneOfCombinations().get(0));
            float[][] conditions =
                    IntStream.range(0, BATCH).mapToObj(i -> condition).toArray(float[][]::new);
            int[] indexes = IntStream.range(0, BATCH).toArray();
            for (int i = 0; i < 10; i++) {
                generator.generate(conditions, new long[BATCH], indexes);
            }
            int batches = 0;
            long start = System.nanoTime();
            while (System.nanoTime() - start < 5_000_000_000L) {
                generator.generate(conditions, new long[BATCH], indexes);
                batches++;
            }
            print("bare generator: %.0f images/s", batches * BATCH / seconds(start));
        }
    }

    private void run(String what, int requests, int count) throws Exception {
        double stored = worker.metric("atelier_pictures_stored_total");
        double busy = worker.metric("atelier_generator_busy_seconds_total");
        double batches = worker.metric("atelier_batch_size_count");
        double cpu = cpu(worker.cpuTime());
        double others = othersCpu();
        Map<String, Duration> threads = worker.cpuTimeByThread();
        double me = cpu(ProcessHandle.current().info().totalCpuDuration().orElseThrow());
        long start = System.nanoTime();
        var jobs = new ArrayList<String>(requests);
        for (int i = 0; i < requests; i++) {
            jobs.add(installation.send(installation.request(model, count, i)));
        }
        installation.log().awaitEnds(jobs);
        double time = seconds(start);
        double pictures = worker.metric("atelier_pictures_stored_total") - stored;
        print(
                "%s: %.0f images/s, %.0f puts/s, %.0f events/s, generator busy %.0f%%, %.1f pictures a batch,"
                        + " cores used: worker %.2f, servers %.2f, this program %.2f",
                what,
                requests * count / time,
                pictures / time,
                (pictures + 2 * requests) / time,
                100 * (worker.metric("atelier_generator_busy_seconds_total") - busy) / time,
                requests * count / (worker.metric("atelier_batch_size_count") - batches),
                (cpu(worker.cpuTime()) - cpu) / time,
                (othersCpu() - others) / time,
                (cpu(ProcessHandle.current().info().totalCpuDuration().orElseThrow()) - me) / time);
        Map<String, Duration> after = worker.cpuTimeByThread();
        after.replaceAll((name, used) -> used.minus(threads.getOrDefault(name, Duration.ZERO)));
        after.entrySet().stream()
                .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .limit(14)
                .forEach(e ->
                        print("    %s: %.0f us a picture", e.getKey(), cpu(e.getValue()) * 1e6 / (requests * count)));
    }

    private void latency(int requests) {
        var times = new ArrayList<Double>();
        for (int i = 0; i < requests; i++) {
            long start = System.nanoTime();
            String job = installation.send(installation.request(model, 1, i));
            while (installation.log().end(job).isEmpty()) {
                Thread.onSpinWait();
            }
            times.add(seconds(start) * 1000);
        }
        times.sort(Double::compare);
        print(
                "one at a time: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms",
                times.get(requests / 2), times.get(requests * 95 / 100), times.get(requests * 99 / 100));
    }

    private double othersCpu() {
        return ProcessHandle.current()
                        .children()
                        .mapToDouble(
                                child -> cpu(child.info().totalCpuDuration().orElse(Duration.ZERO)))
                        .sum()
                - cpu(worker.cpuTime());
    }

    private static double cpu(Duration time) {
        return time.toMillis() / 1e3;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String format, Object... values) {
        System.out.println("BENCH " + String.format(Locale.ROOT, format, values));
    }
}
