package dev.atelier.contract.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Destination;
import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.experiments.Grid;
import dev.atelier.contract.experiments.Ingredients;
import dev.atelier.contract.experiments.Interpolation;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.experiments.Truncation;
import dev.atelier.contract.experiments.Variation;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.Png;
import dev.atelier.contract.images.Provenance;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private final MessageCodec codec = new MessageCodec("/atelier/test");
    private final GenerationRequest request = new GenerationRequest(
            1, "id", "default", "m", "1", "ab", Selection.of(Map.of("category", "Bag")), 2, 7, "cd", NOW, NOW);

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void writesCloudEventsInBinaryMode() {
        Message message = codec.write(new GenerationEvent.Started(1, "id", NOW, "w"));

        assertThat(message.topic()).isEqualTo("generation.events");
        assertThat(message.key()).isEqualTo("id");
        assertThat(message.headers()).containsKeys("ce_id", "ce_source", "ce_time", "ce_subject");
        assertThat(message.headers().get("ce_specversion")).isEqualTo(utf8("1.0"));
        assertThat(message.headers().get("ce_type")).isEqualTo(utf8("dev.atelier.generation.started"));
        assertThat(message.headers().get("content-type")).isEqualTo(utf8("application/json"));
        assertThat(message.value())
                .isEqualTo(utf8("{\"type\":\"started\",\"schemaVersion\":1,\"job\":\"id\","
                        + "\"at\":\"2026-01-02T03:04:05.678Z\",\"worker\":\"w\"}"));
    }

    @Test
    void readsBackEveryKindOfMessage() {
        assertThat(MessageCodec.readRequest(codec.write(request).value())).isEqualTo(request);
        for (GenerationEvent event : new GenerationEvent[] {
            new GenerationEvent.Started(1, "id", NOW, "w"),
            new GenerationEvent.ImageStored(1, "id", NOW, 0, "k", "s", 9),
            new GenerationEvent.Completed(1, "id", NOW, 2),
            new GenerationEvent.Failed(1, "id", NOW, "c", "r"),
            new GenerationEvent.Cancelled(1, "id", NOW),
            new GenerationEvent.Expired(1, "id", NOW)
        }) {
            assertThat(MessageCodec.readEvent(codec.write(event).value())).isEqualTo(event);
        }
        var cancel = new GenerationCommand.Cancel(1, "id", NOW);
        assertThat(MessageCodec.readCommand(codec.write(cancel).value())).isEqualTo(cancel);
        var move = new ModelChange.AliasMoved(1, "m", NOW, "champion", "1", 0, "test", "first");
        assertThat(MessageCodec.readModelChange(codec.write(move).value())).isEqualTo(move);
        var update =
                new DataSetUpdate(1, "u", "wear", "2", Optional.empty(), "0".repeat(64), List.of("m"), NOW, "test");
        assertThat(MessageCodec.readDataSetUpdate(codec.write(update).value())).isEqualTo(update);
        assertThat(update.prefix()).isEqualTo("datasets/wear/2/");
        var rule = new Verdict.Rule("labelMatch", 0.9, Optional.of(0.8), "at least 0.79", true, true);
        var evaluated = new TrainingEvent.Evaluated(
                1,
                "r",
                NOW,
                1,
                "2",
                new Verdict(true, "better", List.of(rule), Optional.of("1"), Optional.empty()),
                false);
        assertThat(MessageCodec.readTrainingEvent(codec.write(evaluated).value()))
                .isEqualTo(evaluated);
    }

    @Test
    void readsBackWhatIsSaidOfBatches() {
        var source = new CatalogueSource("batches/default/b/source.csv", "0f", CatalogueSource.Format.CSV);
        var catalogue = new CatalogueRequest(1, "b", "default", "m", "1", "ab", source, 2_500, 1_000, 3, 7, "cd", NOW);
        assertThat(MessageCodec.readCatalogueRequest(codec.write(catalogue).value()))
                .isEqualTo(catalogue);
        assertThat(catalogue.shards()).isEqualTo(3);
        var shard = new ShardRequest(1, "b", 2, "default", "m", "1", "ab", "list", "0f", 2_000, 500, 0, NOW);
        Message message = codec.write(shard);
        assertThat(message.topic()).isEqualTo("generation.bulk");
        assertThat(message.key()).isEqualTo("b/2");
        assertThat(MessageCodec.readShardRequest(message.value())).isEqualTo(shard);
        for (CatalogueEvent event : new CatalogueEvent[] {
            new CatalogueEvent.Listed(1, "b", NOW, 2),
            new CatalogueEvent.ShardStored(1, "b", NOW, 0, "k", "s", 9, "i", "t", 500, "w"),
            new CatalogueEvent.ShardFailed(1, "b", NOW, 0, "c", "r"),
            new CatalogueEvent.Paused(1, "b", NOW, "ann"),
            new CatalogueEvent.Halted(1, "b", NOW, "c", "r"),
            new CatalogueEvent.Resumed(1, "b", NOW, "ann"),
            new CatalogueEvent.Retried(1, "b", NOW, "ann"),
            new CatalogueEvent.Completed(1, "b", NOW, "m", "s", 9, 2_500),
            new CatalogueEvent.Failed(1, "b", NOW, "c", "r"),
            new CatalogueEvent.Cancelled(1, "b", NOW, "ann")
        }) {
            assertThat(MessageCodec.readCatalogueEvent(codec.write(event).value()))
                    .isEqualTo(event);
        }
    }

    private static GenerationRequest request(int schemaVersion, int count, long seed, Experiment experiment) {
        return new GenerationRequest(
                schemaVersion,
                "id",
                "default",
                "m",
                "1",
                "ab",
                Selection.of(Map.of("category", "Bag")),
                count,
                seed,
                "cd",
                NOW,
                NOW,
                Optional.of(experiment),
                Optional.empty());
    }

    private static final Experiment WALK = new Experiment(
            Optional.of(new Latent(7, 4)),
            Optional.of(new Interpolation(new Destination(Optional.of(new Latent(8, 0)), Optional.empty()))),
            Optional.of(new Truncation(new BigDecimal("0.7"))));

    @Test
    void anExperimentTravelsWithItsRequest() {
        GenerationRequest walk = request(2, 3, 7, WALK);

        assertThat(MessageCodec.readRequest(codec.write(walk).value())).isEqualTo(walk);
    }

    @Test
    void aRequestWithoutAnExperimentIsWrittenAsEver() {
        assertThat(new String(codec.write(request(1, 2, 7, Experiment.NONE)).value(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"schemaVersion\":1,\"id\":\"id\",\"tenant\":\"default\",\"model\":\"m\",\"version\":\"1\","
                                + "\"digest\":\"ab\",\"attributes\":{\"category\":\"Bag\"},\"count\":2,\"seed\":7,"
                                + "\"bodyDigest\":\"cd\",\"acceptedAt\":\"2026-01-02T03:04:05.678Z\","
                                + "\"expiresAt\":\"2026-01-02T03:04:05.678Z\"}");
    }

    @Test
    void anExperimentThatDoesNotFitItsRequestIsRefused() {
        assertThatThrownBy(() -> request(1, 3, 7, WALK)).hasMessageContaining("version 1 has no 'experiment'");
        assertThatThrownBy(() -> request(2, 1, 7, WALK)).hasMessageContaining("a count of 2 or more");
        assertThatThrownBy(() -> request(2, 3, 8, WALK)).hasMessageContaining("that of the latent, 7, not 8");
        String json = new String(codec.write(request(2, 3, 7, WALK)).value(), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> MessageCodec.readRequest(utf8(json.replace("0.7", "1.7"))))
                .isInstanceOf(UnreadableMessageException.class)
                .hasMessageContaining("truncation must be a number above 0, at most 1");
    }

    @Test
    void picturesOfARequestHaveConsecutiveLatentsFromTheGivenOneOn() {
        var from = new Experiment(Optional.of(new Latent(7, 4)), Optional.empty(), Optional.empty());

        assertThat(request.ingredients(1).latent()).isEqualTo(new Latent(7, 1));
        assertThat(request(2, 3, 7, from).ingredients(2).latent()).isEqualTo(new Latent(7, 6));
    }

    @Test
    void picturesOfAnInterpolationLieInEqualStepsOnItsWay() {
        assertThat(request(2, 3, 7, WALK).ingredients(2)).satisfies(last -> {
            assertThat(last.latent()).isEqualTo(new Latent(7, 4));
            assertThat(last.interpolation().orElseThrow().fraction()).isEqualTo(1);
            assertThat(last.truncation()).isEqualTo(WALK.truncation());
        });
        assertThat(request(2, 5, 7, WALK)
                        .ingredients(1)
                        .interpolation()
                        .orElseThrow()
                        .fraction())
                .isEqualTo(0.25);
    }

    private static final Experiment GRID = new Experiment(
            Optional.of(new Latent(7, 4)),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Truncation(new BigDecimal("0.7"))),
            Optional.of(new Grid(
                    "category",
                    Optional.empty(),
                    List.of(Selection.of(Map.of("category", "Bag")), Selection.of(Map.of("category", "Coat"))))));

    @Test
    void aGridTravelsWithItsRequest() {
        GenerationRequest grid = request(3, 2, 7, GRID);

        assertThat(MessageCodec.readRequest(codec.write(grid).value())).isEqualTo(grid);
    }

    @Test
    void eachPictureOfAGridShowsItsCellAndAllHaveOneLatent() {
        GenerationRequest grid = request(3, 2, 7, GRID);

        assertThat(grid.ingredients(1))
                .isEqualTo(new Ingredients(
                        Selection.of(Map.of("category", "Coat")),
                        new Latent(7, 4),
                        Optional.empty(),
                        GRID.truncation()));
        assertThat(grid.ingredients(0).latent()).isEqualTo(new Latent(7, 4));
    }

    @Test
    void aGridThatDoesNotFitItsRequestIsRefused() {
        assertThatThrownBy(() -> request(2, 2, 7, GRID)).hasMessageContaining("version 2 has no 'grid'");
        assertThatThrownBy(() -> request(3, 3, 7, GRID)).hasMessageContaining("the grid's cells, 2, not 3");
    }

    private static Experiment near(long seed, int index, String strength) {
        return new Experiment(
                Optional.of(new Latent(9, 4)),
                Optional.empty(),
                Optional.of(new Variation(new Latent(seed, index), new BigDecimal(strength))),
                Optional.empty(),
                Optional.empty());
    }

    @Property
    void aVariationTravelsWithItsRequestAndWithEachPicture(
            @ForAll @LongRange(max = Latent.LARGEST_SEED) long seed,
            @ForAll @IntRange(max = Experiment.LARGEST_INDEX) int index,
            @ForAll @IntRange(min = 1, max = 1_000_000) int millionths,
            @ForAll @IntRange(max = 63) int picture) {
        BigDecimal strength = BigDecimal.valueOf(millionths, 6);
        GenerationRequest request = request(5, 64, 9, near(seed, index, strength.toString()));

        assertThat(MessageCodec.readRequest(codec.write(request).value())).isEqualTo(request);
        Ingredients made = request.ingredients(picture);
        assertThat(made.latent()).isEqualTo(new Latent(seed, index));
        assertThat(made.interpolation().orElseThrow().to().latent()).contains(new Latent(9, 4 + picture));
        assertThat(made.interpolation().orElseThrow().fraction()).isEqualTo(strength.doubleValue());
        Provenance texts = Provenance.of(made, "m", "1", "ab", "cpu");
        byte[] png = Png.encode(new Picture(1, 1, 1, new byte[1]), texts.toTexts());
        assertThat(Provenance.of(png).ingredients()).isEqualTo(made);
    }

    @Test
    void aVariationTakesARequestOfItsOwnVersion() {
        Experiment near = near(7, 0, "0.3");

        assertThat(GenerationRequest.versionFor(near, Optional.empty())).isEqualTo(5);
        assertThatThrownBy(() -> request(4, 2, 9, near)).hasMessageContaining("version 4 has no 'variation'");
    }

    @Test
    void aGridOfAVariationShowsEachCellByTheFirstPicturesLatent() {
        Experiment near = near(7, 3, "0.3");
        Experiment grid =
                new Experiment(near.latent(), Optional.empty(), near.variation(), Optional.empty(), GRID.grid());
        Ingredients first = request(5, 2, 9, near).ingredients(0);

        assertThat(request(5, 2, 9, grid).ingredients(1))
                .isEqualTo(new Ingredients(
                        Selection.of(Map.of("category", "Coat")),
                        first.latent(),
                        first.interpolation(),
                        Optional.empty()));
    }

    private static final Webhook HOOK = new Webhook("https://shop.example/hooks");

    private static GenerationRequest hooked(int schemaVersion) {
        return new GenerationRequest(
                schemaVersion,
                "id",
                "default",
                "m",
                "1",
                "ab",
                Selection.of(Map.of("category", "Bag")),
                1,
                7,
                "cd",
                NOW,
                NOW,
                Optional.empty(),
                Optional.of(HOOK));
    }

    @Test
    void aWebhookTravelsWithItsRequest() {
        assertThat(MessageCodec.readRequest(codec.write(hooked(4)).value())).isEqualTo(hooked(4));
        assertThatThrownBy(() -> hooked(3)).hasMessageContaining("version 3 has no 'webhook'");
    }

    @Test
    void aWebhookThatIsTriedAgainTravelsWithItsBody() {
        var attempt = new WebhookAttempt(1, "id", "default", HOOK.url(), "{}", 2, NOW);

        assertThat(MessageCodec.readWebhookAttempt(codec.write(attempt).value()))
                .isEqualTo(attempt);
        assertThatThrownBy(() -> new WebhookAttempt(1, "id", "default", HOOK.url(), "{}", 0, NOW))
                .hasMessageContaining("number must be 1 or more, not 0");
    }

    @Test
    void theVersionOfARequestIsTheOldestThatCanSayIt() {
        assertThat(GenerationRequest.versionFor(Experiment.NONE, Optional.empty()))
                .isEqualTo(1);
        assertThat(GenerationRequest.versionFor(WALK, Optional.empty())).isEqualTo(2);
        assertThat(GenerationRequest.versionFor(GRID, Optional.empty())).isEqualTo(3);
        assertThat(GenerationRequest.versionFor(Experiment.NONE, Optional.of(HOOK)))
                .isEqualTo(4);
    }

    @Test
    void refusesAMessageOfAFutureSchemaVersionByItsVersionAlone() {
        assertThatThrownBy(() -> MessageCodec.readRequest(utf8("{\"schemaVersion\":6,\"whatever\":[]}")))
                .isInstanceOfSatisfying(UnreadableMessageException.class, e -> assertThat(e.code())
                        .isEqualTo("unknown-schema-version"))
                .hasMessageContaining("this release reads 1 to 5");
    }

    @Test
    void refusesWhatIsNoMessageWithAReason() {
        byte[] noise = {(byte) 0xff, 0, 3};
        for (byte[] value : new byte[][] {noise, utf8(""), null, utf8("[]"), utf8("{\"schemaVersion\":1}")}) {
            assertThatThrownBy(() -> MessageCodec.readRequest(value))
                    .isInstanceOfSatisfying(UnreadableMessageException.class, e -> assertThat(e.code())
                            .isEqualTo("unreadable-message"));
        }
    }

    @Test
    void refusesFieldsOfTheWrongTypeOrRange() {
        String json = new String(codec.write(request).value(), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> MessageCodec.readRequest(utf8(json.replace("\"count\":2", "\"count\":65"))))
                .hasMessageContaining("count must be 1 to 64, not 65");
        assertThatThrownBy(() -> MessageCodec.readRequest(utf8(json.replace("\"count\":2", "\"count\":\"2\""))))
                .isInstanceOf(UnreadableMessageException.class);
        assertThatThrownBy(() -> MessageCodec.readRequest(utf8(json.replace("\"seed\":7", "\"seed\":7,\"x\":1"))))
                .hasMessageContaining("x");
    }

    @Test
    void aDeadLetterKeepsTheMessageAsItWasAndSaysWhy() {
        Message original = codec.write(request);

        Message letter = codec.deadLetter(original, "invalid-model", "altered");

        assertThat(letter.topic()).isEqualTo("generation.dead-letters");
        assertThat(letter.key()).isEqualTo("id");
        assertThat(letter.value()).isEqualTo(original.value());
        assertThat(letter.headers()).containsAllEntriesOf(original.headers());
        assertThat(letter.headers().get("dead-letter-topic")).isEqualTo(utf8("generation.interactive"));
        assertThat(letter.headers().get("dead-letter-reason")).isEqualTo(utf8("altered"));
    }

    @Test
    void aDeadLetterIsReadAndItsMessageGoesBackAsItCame() {
        Message original = codec.write(request);
        DeadLetter letter = DeadLetter.of(codec.deadLetter(original, "invalid-model", "altered"))
                .orElseThrow();
        assertThat(letter.code()).isEqualTo("invalid-model");
        assertThat(letter.by()).isEqualTo(codec.source());
        assertThat(letter.replayOf()).isEmpty();

        Message back = letter.replayed("0-7");
        assertThat(back.topic()).isEqualTo(original.topic());
        assertThat(back.key()).isEqualTo(original.key());
        assertThat(back.value()).isEqualTo(original.value());
        assertThat(back.headers())
                .containsAllEntriesOf(original.headers())
                .containsEntry("replay-of", utf8("0-7"))
                .doesNotContainKeys("dead-letter-topic", "dead-letter-reason");

        DeadLetter again = DeadLetter.of(codec.deadLetter(back, "invalid-model", "altered"))
                .orElseThrow();
        assertThat(again.replayOf()).contains("0-7");
        assertThat(again.identity()).isEqualTo(letter.identity());
    }

    @Test
    void aMessageThatSaysNoReasonIsNoDeadLetter() {
        assertThat(DeadLetter.of(codec.write(request))).isEmpty();
        Message letter = codec.deadLetter(codec.write(request), "invalid-model", "altered");
        letter.headers().put("dead-letter-at", utf8("yesterday"));
        assertThat(DeadLetter.of(letter)).isEmpty();
    }

    @Test
    void theReplayOfADeadLetterIsNotedInItsTopic() {
        var replay = new LetterReplayed(LetterReplayed.VERSION, "0-7", "id", "ann", Instant.EPOCH);
        Message message = codec.write(replay);
        assertThat(message.topic()).isEqualTo("generation.dead-letters");
        assertThat(LetterReplayed.is(message)).isTrue();
        assertThat(LetterReplayed.is(codec.deadLetter(codec.write(request), "c", "r")))
                .isFalse();
        assertThat(MessageCodec.readLetterReplayed(message.value())).isEqualTo(replay);
    }
}
