package dev.atelier.workers.metrics;

import dev.atelier.workers.jobs.Lane;
import dev.atelier.workers.models.ModelReference;
import dev.atelier.workers.stages.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/** What a worker counts and measures. All names begin with {@code atelier_}. */
public final class WorkerMetrics {
    private static final String UNKNOWN = "unknown";

    private final MeterRegistry registry;
    private final Counter stored;
    private final DistributionSummary batchSize;
    private final Timer batchTime;

    public WorkerMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.stored = Counter.builder("atelier.pictures.stored")
                .description("Pictures put into the store")
                .register(registry);
        this.batchSize = DistributionSummary.builder("atelier.batch.size")
                .description("Pictures in a batch")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 48, 64)
                .register(registry);
        this.batchTime = Timer.builder("atelier.batch.time")
                .description("Time to generate a batch")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
    }

    public void countStored() {
        stored.increment();
    }

    /**
     * @param bulk how many of the batch are of the bulk lane
     * @param of the version that generated the batch; pictures are counted by it, so that a canary can be watched
     */
    public void recordBatch(int size, int bulk, Duration time, ModelReference of) {
        batchSize.record(size);
        batchTime.record(time);
        countGenerated(Lane.INTERACTIVE, size - bulk, of);
        countGenerated(Lane.BULK, bulk, of);
    }

    private void countGenerated(Lane lane, int pictures, ModelReference of) {
        registry.counter(
                        "atelier.pictures.generated",
                        "lane",
                        lane.label(),
                        "model",
                        of.model(),
                        "version",
                        of.version())
                .increment(pictures);
    }

    /**
     * @param end as the event's type name: completed, failed, cancelled, expired
     * @param of the version that the job was accepted for, where that could be read; for a canary's failures to be seen
     */
    public void countEnd(String end, Optional<ModelReference> of) {
        registry.counter(
                        "atelier.jobs.ended",
                        "end",
                        end,
                        "model",
                        of.map(ModelReference::model).orElse(UNKNOWN),
                        "version",
                        of.map(ModelReference::version).orElse(UNKNOWN))
                .increment();
    }

    /** A request that failed. */
    public void countFailure(String code) {
        registry.counter("atelier.failures", "code", code).increment();
    }

    /** @param end stored or failed */
    public void countShard(String end) {
        registry.counter("atelier.shards.ended", "end", end).increment();
    }

    /** A shard that its batch did not want any more when its turn came. */
    public void countGivenBack() {
        registry.counter("atelier.shards.given.back").increment();
    }

    public void countDeadLetter(String code) {
        registry.counter("atelier.dead.letters", "code", code).increment();
    }

    /** A request under the id of an earlier one with another body: it is void, see {@code RecentRequests}. */
    public void countVoid() {
        registry.counter("atelier.requests.void").increment();
    }

    /** @param of products or queries */
    public void countEmbedded(String of, int pictures) {
        registry.counter("atelier.pictures.embedded", "of", of).increment(pictures);
    }

    /** @param what is tried again: store, event, … */
    public Counter retries(String what) {
        return registry.counter("atelier.retries", "what", what);
    }

    public void observe(Stage stage) {
        observe(stage.name(), stage::waiting);
        FunctionCounter.builder("atelier.stage.busy.seconds", stage, Stage::busySeconds)
                .description("Time that the stage's threads have worked or waited for the next stage")
                .tag("stage", stage.name())
                .register(registry);
    }

    /** The depth of a buffer. */
    public void observe(String stage, IntSupplier waiting) {
        Gauge.builder("atelier.stage.queue", waiting::getAsInt)
                .description("Tasks that wait before the stage")
                .tag("stage", stage)
                .register(registry);
    }

    /** Pictures of a lane that wait for their batch. */
    public void observe(Lane lane, IntSupplier waiting) {
        Gauge.builder("atelier.lane.waiting", waiting::getAsInt)
                .description("Pictures that wait for their batch")
                .tag("lane", lane.label())
                .register(registry);
    }

    /** @param state open or waiting */
    public void observeShards(String state, IntSupplier shards) {
        Gauge.builder("atelier.shards", shards::getAsInt)
                .description("Shards that this worker holds")
                .tag("state", state)
                .register(registry);
    }

    /** Utilisation of the generators: the rate of the seconds, divided by their number. */
    public void observeGenerators(LongAdder busyNanos, int generators) {
        FunctionCounter.builder("atelier.generator.busy.seconds", busyNanos, nanos -> nanos.sum() / 1e9)
                .description("Time in which generators computed, all together")
                .register(registry);
        Gauge.builder("atelier.generators", () -> generators)
                .description("Generators side by side")
                .register(registry);
    }

    /** 1 where the fast convolutions are in use, 0 where they are not and generating takes ten times longer. */
    public void numericsFastPath(boolean active) {
        Gauge.builder("atelier.numerics.fast.path", () -> active ? 1 : 0)
                .description("Whether the fast convolutions are in use")
                .register(registry);
    }
}
