package dev.atelier.workers.generation;

import dev.atelier.contract.artefact.InvalidArtefactException;
import dev.atelier.contract.images.Picture;
import dev.atelier.generator.runtime.Generator;
import dev.atelier.generator.runtime.PictureInput;
import dev.atelier.generator.runtime.RuntimeFingerprint;
import dev.atelier.workers.batching.Batcher;
import dev.atelier.workers.encoding.EncodeStage;
import dev.atelier.workers.encoding.GeneratedBatch;
import dev.atelier.workers.jobs.Failure;
import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.jobs.Lane;
import dev.atelier.workers.jobs.PictureTask;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.metrics.WorkerMetrics;
import dev.atelier.workers.models.FetchedModel;
import dev.atelier.workers.models.LoadedModels;
import dev.atelier.workers.reporting.WorkReports;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * The stage that computes: generators side by side, each on a thread and processors of its own, since threads that share one
 * inference wait for each other at every layer, the longer the more the processors have to do besides. A generator hands
 * pixels on as soon as its batch is done and takes the next.
 */
public final class GenerateStage {
    private static final Logger LOG = Logger.getLogger(GenerateStage.class);

    private final EncodeStage<Job> jobs;
    private final EncodeStage<Shard> shards;
    private final WorkReports reports;
    private final WorkerMetrics metrics;
    private final Batcher batcher;
    private final LongAdder busyNanos = new LongAdder();
    private final List<GeneratorThread> threads;

    /**
     * @param generators side by side, 1 or more
     * @param modelsLoaded versions that each of them keeps in memory
     * @param jobs where pictures of jobs go
     * @param shards where those of shards go; with room for as many as the batcher lets be under way, so that no
     *     generator waits for it
     */
    public GenerateStage(
            int generators,
            int modelsLoaded,
            Batcher batcher,
            EncodeStage<Job> jobs,
            EncodeStage<Shard> shards,
            WorkReports reports,
            WorkerMetrics metrics) {
        if (generators < 1) {
            throw new IllegalArgumentException("atelier.worker.generators must be at least 1, not " + generators);
        }
        this.batcher = batcher;
        this.jobs = jobs;
        this.shards = shards;
        this.reports = reports;
        this.metrics = metrics;
        this.threads = IntStream.rangeClosed(1, generators)
                .mapToObj(number -> new GeneratorThread(
                        "generate-" + number, batcher, new LoadedModels(modelsLoaded), this::generate))
                .toList();
    }

    /**
     * Starts the generators.
     *
     * @param first done on a generator's thread, before anything is generated
     */
    public void start(Runnable first) {
        metrics.observeGenerators(busyNanos, threads.size());
        between(() -> {
            first.run();
            threads.stream().skip(1).forEach(GeneratorThread::start);
        });
        threads.get(0).start();
    }

    /** Runs something on a generator's thread, always the same, between two batches. */
    public void between(Runnable errand) {
        threads.get(0).between(models -> errand.run());
    }

    /**
     * Makes a version ready, so that the first request finds it warm: its weights are read on the calling thread, while the
     * versions in use go on; between two batches it takes its place beside them and generates once.
     */
    public void warmUp(FetchedModel model) {
        for (GeneratorThread thread : threads) {
            Optional<Generator> read = ready(model, () -> LoadedModels.read(model));
            read.ifPresent(generator -> thread.between(models -> ready(model, () -> {
                models.add(model, generator);
                float[] condition =
                        model.schema().encode(model.schema().oneOfCombinations().get(0));
                return models.get(model).generate(new float[][] {condition}, new long[1], new int[1]);
            })));
        }
    }

    /** Completes when every generator has made ready what it was given so far. */
    public CompletableFuture<Void> settled() {
        return CompletableFuture.allOf(threads.stream()
                .map(thread -> {
                    var reached = new CompletableFuture<Void>();
                    thread.between(models -> reached.complete(null));
                    return reached;
                })
                .toArray(CompletableFuture[]::new));
    }

    /** A version that can't be made ready fails the requests for it; nothing else may suffer. */
    private static <T> Optional<T> ready(FetchedModel model, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (RuntimeException e) {
            LOG.warnf("%s cannot be made ready: %s", model.reference(), e.getMessage());
            return Optional.empty();
        }
    }

    private void generate(List<PictureTask> batch, LoadedModels models) throws InterruptedException {
        List<Picture> pictures;
        long start = System.nanoTime();
        try {
            pictures = generateNow(batch, models);
        } catch (InvalidArtefactException e) {
            fail(batch, new Failure(Failure.INVALID_MODEL, e.getMessage()));
            return;
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.errorf(e, "a batch of %d pictures cannot be generated", batch.size());
            fail(batch, new Failure(Failure.GENERATION_FAILED, "the generator failed: " + e));
            return;
        } finally {
            busyNanos.add(System.nanoTime() - start);
        }
        metrics.recordBatch(
                batch.size(),
                bulkOf(batch),
                Duration.ofNanos(System.nanoTime() - start),
                batch.get(0).work().model().reference());
        var generated = new GeneratedBatch(batch, pictures, OfThisProcess.FINGERPRINT);
        jobs.submit(generated, count -> {});
        shards.submit(generated, batcher::bulkDone);
    }

    private static List<Picture> generateNow(List<PictureTask> batch, LoadedModels models) {
        FetchedModel model = batch.get(0).work().model();
        Generator generator = models.get(model);
        List<PictureInput> inputs = batch.stream()
                .map(task -> PictureInput.of(task.ingredients(), model.schema(), generator.latentSize()))
                .toList();
        return generator.generate(
                inputs.stream().map(PictureInput::condition).toArray(float[][]::new),
                inputs.stream().map(PictureInput::latent).toArray(float[][]::new));
    }

    private void fail(List<PictureTask> batch, Failure failure) {
        batch.stream().map(PictureTask::work).distinct().forEach(work -> reports.failed(work, failure));
        batcher.bulkDone(bulkOf(batch));
    }

    private static int bulkOf(List<PictureTask> batch) {
        return (int)
                batch.stream().filter(task -> task.work().lane() == Lane.BULK).count();
    }

    /**
     * Waits until the closed batcher is exhausted.
     *
     * @return whether all was generated in time; else the threads are told to stop
     */
    public boolean drain(Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        boolean drained = true;
        for (GeneratorThread thread : threads) {
            drained &= thread.drain(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        return drained;
    }

    /** Whether a generator has ended that does not come back. */
    public boolean hasEnded() {
        return threads.stream().anyMatch(GeneratorThread::hasEnded);
    }

    /** Asked for at the first batch: by then an errand has found that there is a backend to ask. */
    private static final class OfThisProcess {

        static final String FINGERPRINT = RuntimeFingerprint.current();
    }
}
