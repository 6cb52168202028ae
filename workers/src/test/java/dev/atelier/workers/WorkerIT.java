package dev.atelier.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.images.Provenance;
import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.Cancelled;
import dev.atelier.contract.messages.GenerationEvent.Completed;
import dev.atelier.contract.messages.GenerationEvent.Expired;
import dev.atelier.contract.messages.GenerationEvent.Failed;
import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.contract.messages.GenerationEvent.Started;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.workers.testing.Installation;
import dev.atelier.workers.testing.WorkerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One packaged worker on a real broker and store. */
class WorkerIT {
    private static Installation installation;
    private static WorkerProcess worker;

    @BeforeAll
    static void start() {
        installation = Installation.shared();
        worker = Installation.sharedWorker();
    }

    private static GenerationEvent endOf(GenerationRequest request) {
        return installation.log().awaitEnd(installation.send(request));
    }

    @Test
    void aRequestBecomesPicturesThatSayWhereTheyComeFrom() {
        GenerationRequest request = installation.request(installation.model(), 3, 41);

        assertThat(endOf(request)).isInstanceOf(Completed.class);

        for (int index = 0; index < 3; index++) {
            Provenance provenance = Provenance.of(installation.picture(request.id(), index));
            assertThat(provenance)
                    .isEqualTo(new Provenance(
                            request.attributes(),
                            41,
                            index,
                            "tiny",
                            "1",
                            installation.model().digest(),
                            provenance.runtime()));
            assertThat(provenance.runtime()).contains("nd4j");
        }
    }

    @Test
    void theLogTellsTheStoryOfAJobInItsOrder() {
        GenerationRequest request = installation.request(installation.model(), 2, 5);
        endOf(request);

        List<GenerationEvent> events = installation.log().of(request.id());

        assertThat(events).hasSize(4);
        assertThat(events.get(0)).isInstanceOf(Started.class);
        assertThat(events.subList(1, 3)).allSatisfy(event -> {
            ImageStored stored = (ImageStored) event;
            byte[] png = installation.store().get(stored.key());
            assertThat(stored.key()).isEqualTo(ObjectKeys.image("default", request.id(), stored.index()));
            assertThat(stored.sha256()).isEqualTo(Sha256.of(png));
            assertThat(stored.size()).isEqualTo(png.length);
            assertThat(installation.store().stat(stored.key()).orElseThrow().metadata())
                    .containsEntry("job", request.id())
                    .containsEntry("tenant", "default")
                    .containsEntry("sha256", stored.sha256());
        });
        assertThat(events.get(3)).isInstanceOfSatisfying(Completed.class, end -> assertThat(end.images())
                .isEqualTo(2));
    }

    @Test
    void aPictureIsTheSameAloneAndAmongOthers() {
        GenerationRequest alone = installation.request(installation.model(), 1, 77);
        endOf(alone);
        GenerationRequest many = installation.request(installation.model(), 64, 77);
        List<String> mates = List.of(
                installation.send(installation.request(installation.model(), 5, 1)),
                installation.send(many),
                installation.send(installation.request(installation.model(), 7, 2)));
        installation.log().awaitEnds(mates);

        assertThat(installation.picture(many.id(), 0)).isEqualTo(installation.picture(alone.id(), 0));
    }

    @Test
    void aRequestThatComesAgainMakesTheSamePicturesAndOneEndCounts() {
        GenerationRequest request = installation.request(installation.model(), 2, 8);
        endOf(request);
        byte[] first = installation.picture(request.id(), 1);

        installation.send(request);
        GenerationRequest after = installation.request(installation.model(), 1, 9);
        endOf(after);

        assertThat(installation.picture(request.id(), 1)).isEqualTo(first);
        assertThat(installation.log().end(request.id()).orElseThrow()).isInstanceOf(Completed.class);
    }

    @Test
    void anotherRequestUnderTheIdOfAJobChangesNothing() {
        GenerationRequest request = installation.request(installation.model(), 1, 10);
        endOf(request);
        byte[] picture = installation.picture(request.id(), 0);

        installation.send(new GenerationRequest(
                request.schemaVersion(),
                request.id(),
                request.tenant(),
                request.model(),
                request.version(),
                request.digest(),
                request.attributes(),
                1,
                11,
                "another body",
                request.acceptedAt(),
                request.expiresAt()));
        endOf(installation.request(installation.model(), 1, 12));

        assertThat(installation.picture(request.id(), 0)).isEqualTo(picture);
    }

    @Test
    void randomBytesGoToTheDeadLettersAsTheyCameAndTheRestGoesOn() {
        String job = UUID.randomUUID().toString();
        byte[] noise = new byte[300];
        new Random(4).nextBytes(noise);
        byte[] header = {1, 2, 3};

        installation.send(new Message(Topic.GENERATION_INTERACTIVE, job, Map.of("x-trace", header), noise));
        GenerationEvent good = endOf(installation.request(installation.model(), 1, 1));

        assertThat(good).isInstanceOf(Completed.class);
        assertFailed(job, "unreadable-message");
        ConsumerRecord<String, byte[]> letter =
                installation.log().deadLetters(job).get(0);
        assertThat(letter.value()).isEqualTo(noise);
        assertThat(letter.headers().lastHeader("x-trace").value()).isEqualTo(header);
        assertThat(letter.headers().headers("__smallrye_generationId")).isEmpty();
        assertThat(new String(letter.headers().lastHeader("dead-letter-topic").value(), StandardCharsets.UTF_8))
                .isEqualTo(Topic.GENERATION_INTERACTIVE);
    }

    @Test
    void aMessageOfAFutureSchemaVersionGoesToTheDeadLetters() {
        Message now = new MessageCodec("/test").write(installation.request(installation.model(), 1, 1));
        String future = new String(now.value(), StandardCharsets.UTF_8)
                .replaceFirst("\"schemaVersion\":\\d+", "\"schemaVersion\":99");

        installation.send(new Message(now.topic(), now.key(), now.headers(), future.getBytes(StandardCharsets.UTF_8)));

        assertFailed(now.key(), "unknown-schema-version");
    }

    @Test
    void aModelVersionThatDoesNotExistFailsTheJob() {
        Manifest model = installation.model();
        GenerationRequest request = new GenerationRequest(
                1,
                UUID.randomUUID().toString(),
                "default",
                "no-such-model",
                "7",
                "0".repeat(64),
                Selection.of(Map.of("category", "Coat")),
                1,
                1,
                "body",
                Instant.now(),
                Instant.now().plusSeconds(600));
        installation.send(request);

        Failed failed = assertFailed(request.id(), "invalid-model");
        assertThat(failed.reason()).contains("no-such-model").contains("not in the store");
        assertThat(endOf(installation.request(model, 1, 1))).isInstanceOf(Completed.class);
    }

    @Test
    void alteredWeightsAreNeverUsedAndTheFailureIsCountedByVersion() throws IOException {
        Artefact artefact = installation.publish("altered", 2);
        String key = ObjectKeys.modelPart("altered", "1", Manifest.WEIGHTS);
        byte[] weights = installation.store().get(key);
        weights[weights.length - 1] ^= 1;
        installation.store().put(key, weights, "application/octet-stream", Map.of());

        String job = installation.send(installation.request(artefact.manifest(), 2, 1));

        Failed failed = assertFailed(job, "invalid-model");
        assertThat(failed.reason()).contains(Manifest.WEIGHTS).contains("altered");
        assertThat(worker.get("/q/metrics").body())
                .contains("atelier_jobs_ended_total{end=\"failed\",model=\"altered\",version=\"1\"} 1.0");
    }

    @Test
    void attributesThatTheVersionsOwnSchemaRefusesFailTheJobWithTheClosestNames() {
        Selection wrong = Selection.of(Map.of("category", "Coats"));
        String job = installation.send(installation.request(
                installation.model(), wrong, 1, 1, Instant.now().plusSeconds(600)));

        assertThat(assertFailed(job, "invalid-attributes").reason()).contains("'Coat'");
    }

    @Test
    void aCancelledRequestEndsWithoutAPicture() {
        GenerationRequest request = installation.request(installation.model(), 4, 1);
        installation.cancel(request.id());
        awaitCancellationsAreRead();

        assertThat(endOf(request)).isInstanceOf(Cancelled.class);
        assertThat(installation.store().list("images/default/" + request.id() + "/"))
                .isEmpty();
    }

    /** Commands are read beside the requests, but in their order: where a later one is obeyed, the earlier ones are known. */
    private static void awaitCancellationsAreRead() {
        Awaitility.await("a cancellation is obeyed").until(() -> {
            GenerationRequest later = installation.request(installation.model(), 1, 1);
            installation.cancel(later.id());
            return endOf(later) instanceof Cancelled;
        });
    }

    @Test
    void anExpiredRequestEndsWithoutAPicture() {
        GenerationRequest request = installation.request(
                installation.model(),
                Selection.of(Map.of("category", "Bag")),
                1,
                1,
                Instant.now().minus(Duration.ofSeconds(1)));

        assertThat(endOf(request)).isInstanceOf(Expired.class);
        assertThat(installation.log().of(request.id())).hasSize(1);
    }

    @Test
    void metricsAndHealthTellHowItIs() throws Exception {
        endOf(installation.request(installation.model(), 2, 3));

        assertThat(worker.metric("atelier_pictures_stored_total")).isGreaterThanOrEqualTo(2);
        assertThat(worker.get("/q/metrics").body())
                .contains("atelier_pictures_generated_total{lane=\"interactive\",model=\"tiny\",version=\"1\"}")
                .contains("atelier_jobs_ended_total{end=\"completed\",model=\"tiny\",version=\"1\"}");
        assertThat(worker.metric("atelier_generator_busy_seconds_total")).isPositive();
        assertThat(worker.metric("atelier_numerics_fast_path")).isEqualTo(1);
        assertThat(worker.get("/q/health/ready").body()).contains("oneDNN").contains("available");
        assertThat(worker.get("/q/health/live").statusCode()).isEqualTo(200);
    }

    private static Failed assertFailed(String job, String code) {
        GenerationEvent end = installation.log().awaitEnd(job);
        assertThat(end).isInstanceOf(Failed.class);
        Failed failed = (Failed) end;
        assertThat(failed.code()).isEqualTo(code);
        Awaitility.await().until(() -> !installation.log().deadLetters(job).isEmpty());
        return failed;
    }
}
