package dev.atelier.workers.reporting;

import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.workers.metrics.WorkerMetrics;
import dev.atelier.workers.stages.Stage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reports that reach no broker: what they wrote can be looked at. */
public final class RecordedReports {
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final WorkerMetrics metrics = new WorkerMetrics(new SimpleMeterRegistry());
    private final EventLog log =
            new EventLog(new Stage("report", 1, 100), producer, metrics.retries("event"), Duration.ofMillis(1));
    private final WorkReports reports = new WorkReports(
            new JobReports(log, new MessageCodec("/test"), "test", metrics),
            new ShardReports(log, new MessageCodec("/test"), "test", metrics));

    public WorkReports all() {
        return reports;
    }

    public JobReports reports() {
        return reports.jobs();
    }

    public ShardReports shards() {
        return reports.shards();
    }

    public EventLog log() {
        return log;
    }

    public WorkerMetrics metrics() {
        return metrics;
    }

    /** Everything that was reported; nothing can be reported afterwards. */
    public List<GenerationEvent> events() throws InterruptedException {
        log.drain(Duration.ofSeconds(30));
        return producer.history().stream()
                .filter(record -> record.topic().equals(Topic.GENERATION_EVENTS))
                .map(record -> MessageCodec.readEvent(record.value()))
                .toList();
    }

    /** What was reported of batches; nothing can be reported afterwards. */
    public List<CatalogueEvent> catalogueEvents() throws InterruptedException {
        log.drain(Duration.ofSeconds(30));
        return producer.history().stream()
                .filter(record -> record.topic().equals(Topic.GENERATION_CATALOGUE_EVENTS))
                .map(record -> MessageCodec.readCatalogueEvent(record.value()))
                .toList();
    }

    /** Keys of the dead letters. */
    public List<String> deadLetters() {
        return written(Topic.GENERATION_DEAD_LETTERS).stream()
                .map(ProducerRecord::key)
                .toList();
    }

    /** What a topic got up to now. */
    public List<ProducerRecord<String, byte[]>> written(String topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic))
                .toList();
    }
}
