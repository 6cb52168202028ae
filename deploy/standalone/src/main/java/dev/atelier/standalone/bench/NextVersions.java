package dev.atelier.standalone.bench;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ModelChange;
import dev.atelier.contract.messages.ModelChange.VersionPublished;
import dev.atelier.contract.models.ModelStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * New versions of a model that take as long as it to load and to generate: each differs from it in the last bits of its
 * last weight, and so has another digest. They have no golden picture, since theirs would have to be made here.
 */
final class NextVersions implements AutoCloseable {
    private static final MessageCodec CODEC = new MessageCodec("/atelier/bench");
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final Artefact artefact;
    private final ObjectStore store;
    private final Gateway gateway;
    private final Path folder;
    private final KafkaProducer<byte[], byte[]> producer;
    private int count;

    /**
     * @param store stays open
     * @param folder for the versions' files
     */
    NextVersions(Artefact artefact, ObjectStore store, String kafka, Gateway gateway, Path folder) {
        this.artefact = artefact;
        this.store = store;
        this.gateway = gateway;
        this.folder = folder;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Publishes another one and makes it the champion; returns when the gateway knows. */
    void promoteNext() throws IOException, InterruptedException {
        Manifest next = published();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
        while (!isKnown(next)) {
            if (System.nanoTime() > end) {
                throw new CommandFailure("the gateway does not know version " + next.version() + " after "
                        + LONGEST_WAIT_SECONDS + " s");
            }
            Thread.sleep(20);
        }
        gateway.promote(next.model(), next.version(), "bench", "reload " + count);
    }

    int count() {
        return count;
    }

    private boolean isKnown(Manifest manifest) throws InterruptedException {
        return gateway.models().stream()
                .filter(model -> model.model().equals(manifest.model()))
                .flatMap(model -> model.versions().stream())
                .anyMatch(version -> version.version().equals(manifest.version()));
    }

    private Manifest published() throws IOException, InterruptedException {
        Manifest like = artefact.manifest();
        count++;
        String version = "bench-" + count;
        Map<String, byte[]> parts = new HashMap<>();
        for (String part : like.parts().keySet()) {
            if (!part.equals(Manifest.GOLDEN)) {
                parts.put(part, Files.readAllBytes(artefact.part(part)));
            }
        }
        byte[] weights = parts.get(Manifest.WEIGHTS);
        // Of a little-endian float16: its last digits.
        weights[weights.length - 2] ^= (byte) count;
        Artefact next = Artefact.write(
                folder.resolve(version),
                new Artefact.Description(
                        like.model(),
                        version,
                        like.kind(),
                        like.picture(),
                        like.latentSize(),
                        like.schema(),
                        like.recipe(),
                        like.dataDigest(),
                        like.scores(),
                        like.shown(),
                        like.lineage()),
                parts);
        new ModelStore(store).publish(next);
        send(CODEC.write(new VersionPublished(
                ModelChange.VERSION,
                like.model(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                next.manifest(),
                "bench")));
        return next.manifest();
    }

    private void send(Message message) throws InterruptedException {
        var record = new ProducerRecord<>(
                message.topic(), 0, message.key().getBytes(StandardCharsets.UTF_8), message.value());
        message.headers().forEach(record.headers()::add);
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new CommandFailure(
                    "a version cannot be told of: " + e.getCause().getMessage(), e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
