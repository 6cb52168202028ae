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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The stage that computes: one thread, which alone touches the numerics, since two inferences side by side on the same
 * cores are slower than one after the other. It hands pixels on as soon as a batch is done and takes the next.
 */
public final class GenerateStage {
    private static final Logger LOG = Logger.getLogger(GenerateStage.class);

    private final Batcher batcher;
    private final LoadedModels models;
    private final EncodeStage<Job> jobs;
    private final EncodeStage<Shard> shards;
    private final WorkReports reports;
    private final WorkerMetrics metrics;
    private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
    private final LongAdder busyNanos = new LongAdder();
    private final Thread thread = new Thread(this::run, "generate");

    /**
     * @param jobs where pictures of jobs go
     * @param shards where those of shards go; with room for as many as the batcher lets be under way, so that the
     *     generator does not wait for it
     */
    public GenerateStage(
            Batcher batcher,
            LoadedModels models,
            EncodeStage<Job> jobs,
            EncodeStage<Shard> shards,
            WorkReports reports,
            WorkerMetrics metrics) {
        this.batcher = batcher;
        this.models = models;
        this.jobs = jobs;
        this.shards = shards;
        this.reports = reports;
        this.metrics = metrics;
    }

    public void start() {
        metrics.observeGenerator(busyNanos);
        thread.start();
    }

    /** Runs something on the generator's thread, between two batches. */
    public void between(Runnable errand) {
        errands.add(errand);
        batcher.nudge();
    }

    /**
     * Makes a version ready, so that the first request finds it warm: its weights are read on the calling thread, while the
     * versions in use go on; between two batches it takes its place beside them and generates once.
     */
    public void warmUp(FetchedModel model) {
        Optional<Generator> read = ready(model, () -> LoadedModels.read(model));
        read.ifPresent(generator -> between(() -> ready(model, () -> {
            models.add(model, generator);
            float[] condition =
                    model.schema().encode(model.schema().oneOfCombinations().get(0));
            return models.get(model).generate(new float[][] {condition}, new long[1], new int[1]);
        })));
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

    private void run() {
        try {
            while (!batcher.isExhausted()) {
                for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
                    errand.run();
                }
                List<PictureTask> batch = batcher.take();
                if (!batch.isEmpty()) {
                    generate(batch);
                }
            }
        } catch (InterruptedException e) {
            // The worker ends before it could finish: what is left is not acknowledged, and comes again.
            LOG.info("the generator ends with work left");
        } finally {
            models.close();
        }
    }

    private void generate(List<PictureTask> batch) throws InterruptedException {
        List<Picture> pictures;
        long start = System.nanoTime();
        try {
            pictures = generateNow(batch);
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

    private List<Picture> generateNow(List<PictureTask> batch) {
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
     * @return whether all was generated in time; else the thread is told to stop
     */
    public boolean drain(Duration within) throws InterruptedException {
        thread.join(Math.max(1, within.toMillis()));
        if (thread.isAlive()) {
            thread.interrupt();
            return false;
        }
        return true;
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Asked for at the first batch: by then an errand has found that there is a backend to ask. */
    private static final class OfThisProcess {

        static final String FINGERPRINT = RuntimeFingerprint.current();
    }
}
