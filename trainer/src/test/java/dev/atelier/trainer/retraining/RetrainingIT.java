package dev.atelier.trainer.retraining;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.messages.TrainingEvent;
import dev.atelier.contract.messages.TrainingEvent.Approved;
import dev.atelier.contract.messages.TrainingEvent.CancelRequested;
import dev.atelier.contract.messages.TrainingEvent.Progress;
import dev.atelier.contract.messages.Verdict;
import dev.atelier.contract.models.Alias;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.testing.HeldStore;
import dev.atelier.contract.trainings.TrainingRun;
import dev.atelier.contract.trainings.TrainingRun.State;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From an update to a champion, with the real broker and store, on pictures of 8×8 pixels. */
class RetrainingIT {
    private static final int EPOCHS = 12;
    private static final int IMAGES = 400;

    @TempDir
    static Path folder;

    private static RetrainingSystem system;

    private final String name = UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void start() throws IOException {
        system = RetrainingSystem.start(folder);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void anUpdateMakesABetterChampionWithoutAnybodyTouchingIt() throws Exception {
        String model = "wear-" + name;
        Artefact first = system.champion(model, 0, 0.003);
        String run;
        TrainingRun end;
        try (Retraining retraining = system.trainer().start(model, EPOCHS, IMAGES, "t-" + name)) {
            run = system.send(system.update(model));
            end = system.ended(run);
        }

        assertThat(end.state()).as(end.reason().orElse("")).isEqualTo(State.PROMOTED);
        Manifest champion = system.model(model).champion().orElseThrow();
        assertThat(champion.version()).matches("\\d{8}-" + run.substring(0, 8) + "-1");
        assertThat(champion.lineage().orElseThrow().run()).isEqualTo(run);
        assertThat(champion.lineage().orElseThrow().parent())
                .contains(first.manifest().digest());
        assertThat(champion.dataDigest()).isEqualTo(system.prepared().manifest().digest());
        Map<String, Alias> aliases = system.model(model).aliases();
        assertThat(aliases.get(Alias.PREVIOUS).version()).isEqualTo("1");
        assertThat(aliases.get(Alias.CHALLENGER).version()).isEqualTo(champion.version());
        assertThat(system.verdict(run).champion()).contains("1");
        assertThat(system.verdict(run).rules())
                .extracting(Verdict.Rule::name)
                .contains("labelMatch", "fid", "latencyMs");
        JsonNode evaluation = Json.mapper()
                .readTree(system.store().get(system.verdict(run).evaluation().orElseThrow()));
        assertThat(evaluation.at("/challenger/labelMatch").asDouble())
                .isGreaterThan(evaluation.at("/champion/labelMatch").asDouble());
        assertThat(system.store().list("models/" + model + "/" + champion.version() + "/scores/"))
                .hasSize(1);
        assertThat(end.progress())
                .anyMatch(p -> p.phase().equals("training") && p.sheet().isPresent());
        assertThat(end.progress()).anyMatch(p -> p.score().isPresent());
        assertThat(end.progress()).anyMatch(p -> p.phase().startsWith("begins with the champion's weights (decoder)"));
        String sheet = end.progress().stream()
                .flatMap(p -> p.sheet().stream())
                .findFirst()
                .orElseThrow();
        assertThat(new String(system.store().get(sheet), StandardCharsets.ISO_8859_1))
                .contains("PNG");
        List<String> losses = system.losses(run, 1);
        assertThat(losses).hasSize(Math.toIntExact(steps(end)));
        assertThat(losses.get(0)).startsWith("{\"step\":1,");
    }

    private static long steps(TrainingRun run) {
        return run.progress().stream()
                .filter(p -> p.phase().equals("training"))
                .mapToLong(Progress::steps)
                .max()
                .orElseThrow();
    }

    @Test
    void aWorseModelIsRejectedWithItsNumbersAndTheChampionStays() throws Exception {
        String model = "wear-" + name;
        system.champion(model, 40, 3);

        String run;
        try (Retraining retraining = system.trainer().start(model, 2, IMAGES, "t-" + name)) {
            run = system.send(system.update(model));
            TrainingRun end = system.ended(run);
            assertThat(end.state()).as(end.reason().orElse("")).isEqualTo(State.REJECTED);
            assertThat(end.reason().orElseThrow()).contains("loses more than is borne: labelMatch 0.");
        }

        assertThat(system.verdict(run).passed()).isFalse();
        assertThat(system.model(model).champion().orElseThrow().version()).isEqualTo("1");
        assertThat(system.model(model).versions()).hasSize(2);
        // Orders may go to the challenger.
        assertThat(system.model(model).aliases()).doesNotContainKey(Alias.CHALLENGER);
    }

    @Test
    void whatCannotBeFulfilledFailsWithTheReasonAndTheIntakeGoesOn() throws Exception {
        String model = SmallTrainer.UNKNOWN + name;
        try (Retraining retraining = system.trainer().start(model, 1, IMAGES, "t-" + name)) {
            system.send(new Message(Topic.DATASET_UPDATES, "wear", Map.of(), ("{\"id\": \"" + name).getBytes()));
            String unknownSet = system.send(system.update("7", "0".repeat(64), model));
            String outside = system.send(system.updateAt("datasets/../wear/1", model));
            String tooLong = system.send(system.updateAt("datasets/" + "x".repeat(400), model));
            String wrongSum = system.send(system.update("1", "0".repeat(64), model));
            String unknownModel = system.send(system.update(model));

            assertThat(system.ended(unknownSet).state()).isEqualTo(State.FAILED);
            assertThat(system.ended(unknownSet).reason().orElseThrow())
                    .startsWith("unknown-data-set: version 7 of the data set wear is not in the store");
            assertThat(system.ended(outside).reason().orElseThrow())
                    .startsWith(
                            "unknown-data-set: nothing in the store can be called datasets/../wear/1/manifest.json");
            assertThat(system.ended(tooLong).reason().orElseThrow())
                    .startsWith("unknown-data-set: nothing")
                    .endsWith("a name in it is longer than 255 bytes");
            assertThat(system.ended(wrongSum).reason().orElseThrow())
                    .startsWith("wrong-checksum: datasets/wear/1/manifest");
            assertThat(system.ended(unknownModel).reason().orElseThrow())
                    .startsWith("unknown-model: there is no model");
            assertThat(system.ended(unknownModel).attempt()).isZero();
        }
        assertThat(deadLetters()).anyMatch(letter -> letter.contains(name));
    }

    private static List<String> deadLetters() {
        var partition = new TopicPartition(Topic.GENERATION_DEAD_LETTERS, 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", system.servers().kafka(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            return consumer.poll(Duration.ofSeconds(20)).records(partition).stream()
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .toList();
        }
    }

    @Test
    void updatesThatArriveDuringARunAreCoalescedAndARunThatIsCancelledEnds() throws Exception {
        String model = "wear-" + name;
        String checkpoint = "PUT /" + SmallTrainer.BUCKET + "/runs/[^/]+/1/checkpoints/";
        try (HeldStore held = new HeldStore(system.servers().s3()).hold(checkpoint, 1);
                Retraining retraining =
                        system.trainer().at(held.address()).start(model, 100_000, IMAGES, "t-" + name)) {
            String first = system.send(system.update(model));
            held.awaitRequest();
            DataSetUpdate twice = system.update(model);
            String second = system.send(twice);
            system.send(twice);
            String third = system.send(system.update(model));
            RetrainingSystem.until(() -> system.run(third).isPresent());

            assertThat(system.ended(second).state()).isEqualTo(State.SUPERSEDED);
            String wrong = system.send(system.update("1", "0".repeat(64), model));
            assertThat(system.ended(wrong).state()).isEqualTo(State.FAILED);
            assertThat(system.run(third).orElseThrow().state()).isEqualTo(State.REQUESTED);
            assertThat(system.run(first).orElseThrow().state()).isEqualTo(State.RUNNING);
            system.log().write(new CancelRequested(TrainingEvent.VERSION, first, Instant.now(), "test"));
            held.release();
            assertThat(system.ended(first).state()).isEqualTo(State.CANCELLED);
            held.hold(checkpoint, 1).awaitRequest();
            system.log().write(new CancelRequested(TrainingEvent.VERSION, third, Instant.now(), "test"));
            held.release();
            assertThat(system.ended(third).state()).isEqualTo(State.CANCELLED);
        }
        assertThat(system.models().catalogue().model(model)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"get, update-intake", "list, training-runs"})
    void aTrainerWhoseThreadEndsByAnErrorSaysSoAndAnotherGoesOn(String call, String thread) throws Exception {
        String model = "wear-" + name;
        var ended = new LinkedBlockingQueue<String>();
        String run;
        try (Retraining retraining = system.trainer()
                .start(
                        model,
                        EPOCHS,
                        IMAGES,
                        "t1-" + name,
                        failingAt(call),
                        (its, failure) -> ended.add(its.getName() + ": " + failure))) {
            run = system.send(system.update(model));
            assertThat(ended.poll(2, TimeUnit.MINUTES)).isEqualTo(thread + ": java.lang.LinkageError: " + call);
        }

        try (Retraining retraining = system.trainer().start(model, EPOCHS, IMAGES, "t2-" + name)) {
            assertThat(system.ended(run).state()).isEqualTo(State.PROMOTED);
        }
    }

    /** The store, but for a method that is not there. */
    private static ObjectStore failingAt(String call) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(call)) {
                        throw new LinkageError(call);
                    }
                    return method.invoke(system.store(), arguments);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {SmallTrainer.EARLY, SmallTrainer.TIMED})
    void aTrainingEndsBeforeItsPlanWhereNothingBetterComesOrItsTimeIsOver(String kind) throws Exception {
        String model = kind + name;
        int plan = 1_000_001;
        TrainingRun end;
        try (Retraining retraining = system.trainer().start(model, plan, IMAGES, "t-" + name)) {
            end = system.ended(system.send(system.update(model)));
        }

        // How good it is by then depends on the machine.
        assertThat(end.evaluated()).as(end.reason().orElse("")).isPresent();
        assertThat(steps(end)).isGreaterThanOrEqualTo(plan);
        assertThat(end.progress())
                .filteredOn(p -> p.phase().equals("training"))
                .last()
                .satisfies(p -> assertThat(p.step()).isBetween(1L, plan / 2L));
    }

    @Test
    void aModelThatIsStillToGrowWhenItsTimeIsOverFailsAndSaysWhatWouldBeRight() throws Exception {
        String model = SmallTrainer.GROWING + name;
        TrainingRun end;
        try (Retraining retraining = system.trainer().start(model, 1_000_001, IMAGES, "t-" + name)) {
            end = system.ended(system.send(system.update(model)));
        }

        assertThat(end.state()).isEqualTo(State.FAILED);
        assertThat(end.reason().orElseThrow())
                .startsWith("too-little-time: the time for the training, PT2S, was over in 4-steady, phase 1 of 3;")
                .contains("atelier.trainer.models.\"" + model + "\".time")
                .contains("atelier.trainer.models.\"" + model + "\".epochs");
        assertThat(system.models().catalogue().model(model)).isEmpty();
    }

    @Test
    void aChallengerThatNeedsApprovalIsPromotedOnceAPersonSaysYes() throws Exception {
        String model = SmallTrainer.APPROVED + name;
        try (Retraining retraining = system.trainer().start(model, EPOCHS, IMAGES, "t-" + name)) {
            String run = system.send(system.update(model));
            RetrainingSystem.until(() -> system.run(run)
                    .map(r -> r.state() == State.AWAITING_APPROVAL || r.state().isEnd())
                    .orElse(false));
            assertThat(system.run(run).orElseThrow().state())
                    .as(system.run(run).orElseThrow().reason().orElse(""))
                    .isEqualTo(State.AWAITING_APPROVAL);
            assertThat(system.model(model).champion()).isEmpty();

            system.log().write(new Approved(TrainingEvent.VERSION, run, Instant.now(), "anna", "looks good"));

            assertThat(system.ended(run).state()).isEqualTo(State.PROMOTED);
            assertThat(system.model(model)
                            .champion()
                            .orElseThrow()
                            .lineage()
                            .orElseThrow()
                            .run())
                    .isEqualTo(run);
        }
    }
}
