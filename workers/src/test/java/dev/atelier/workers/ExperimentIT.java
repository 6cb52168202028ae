package dev.atelier.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Destination;
import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.experiments.Grid;
import dev.atelier.contract.experiments.Interpolation;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.experiments.Truncation;
import dev.atelier.contract.experiments.Variation;
import dev.atelier.contract.experiments.Waypoint;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.Png;
import dev.atelier.contract.images.Provenance;
import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.Completed;
import dev.atelier.contract.messages.GenerationEvent.Failed;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.generator.runtime.NetworkGenerator;
import dev.atelier.generator.runtime.PictureInput;
import dev.atelier.workers.testing.Installation;
import dev.atelier.workers.testing.TinyModel;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests with an experiment, by a packaged worker on a real broker and store. */
class ExperimentIT {
    private static final int COUNT = 5;

    private static Installation installation;
    private static Artefact model;

    @BeforeAll
    static void start() {
        installation = Installation.shared();
        Installation.sharedWorker();
        model = installation.publish("walk", 3);
    }

    /** From a coat of latent 7:4 to something of latent 9:0, truncated. */
    private static GenerationRequest walkTo(String category) {
        var to =
                new Destination(Optional.of(new Latent(9, 0)), Optional.of(Selection.of(Map.of("category", category))));
        return request(
                COUNT,
                7,
                new Experiment(
                        Optional.of(new Latent(7, 4)),
                        Optional.of(new Interpolation(to)),
                        Optional.of(new Truncation(new BigDecimal("0.8")))));
    }

    private static GenerationRequest request(int count, long seed, Experiment experiment) {
        GenerationRequest plain = installation.request(model.manifest(), count, seed);
        return new GenerationRequest(
                GenerationRequest.VERSION,
                plain.id(),
                plain.tenant(),
                plain.model(),
                plain.version(),
                plain.digest(),
                plain.attributes(),
                count,
                seed,
                "body",
                Instant.now(),
                plain.expiresAt(),
                Optional.of(experiment),
                Optional.empty());
    }

    private static void complete(GenerationRequest request) {
        assertThat(installation.log().awaitEnd(installation.send(request))).isInstanceOf(Completed.class);
    }

    @Test
    void everyPictureOfAnInterpolationComesOutAgainByItsTextsAlone() {
        GenerationRequest walk = walkTo("Dress");

        complete(walk);

        try (NetworkGenerator generator = NetworkGenerator.load(model)) {
            for (int index = 0; index < COUNT; index++) {
                byte[] png = installation.picture(walk.id(), index);
                Provenance provenance = Provenance.of(png);
                assertThat(provenance.ingredients()).isEqualTo(walk.ingredients(index));
                assertThat(Png.encode(made(generator, provenance), provenance.toTexts()))
                        .as("picture %d", index)
                        .isEqualTo(png);
            }
        }
    }

    private static Picture made(NetworkGenerator generator, Provenance provenance) {
        PictureInput input = PictureInput.of(provenance.ingredients(), TinyModel.SCHEMA, generator.latentSize());
        return generator
                .generate(new float[][] {input.condition()}, new float[][] {input.latent()})
                .get(0);
    }

    @Test
    void aChosenLatentMakesThePictureOfThatSeedAndIndex() {
        GenerationRequest ordinary = request(3, 21, Experiment.NONE);
        complete(ordinary);
        GenerationRequest chosen =
                request(1, 21, new Experiment(Optional.of(new Latent(21, 2)), Optional.empty(), Optional.empty()));
        complete(chosen);

        assertThat(installation.picture(chosen.id(), 0)).isEqualTo(installation.picture(ordinary.id(), 2));
    }

    @Test
    void picturesOfAVariationAreMadeOfLatentsNearTheVariedOneAndComeOutAgain() {
        GenerationRequest near = request(
                3,
                50,
                new Experiment(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Variation(new Latent(7, 4), new BigDecimal("0.3"))),
                        Optional.empty(),
                        Optional.empty()));
        complete(near);

        try (NetworkGenerator generator = NetworkGenerator.load(model)) {
            for (int index = 0; index < 3; index++) {
                byte[] png = installation.picture(near.id(), index);
                Provenance provenance = Provenance.of(png);
                assertThat(provenance.seed()).isEqualTo(7);
                assertThat(provenance.index()).isEqualTo(4);
                assertThat(provenance.interpolation().orElseThrow())
                        .isEqualTo(new Waypoint(
                                new Destination(Optional.of(new Latent(50, index)), Optional.empty()), 3, 10));
                assertThat(Png.encode(made(generator, provenance), provenance.toTexts()))
                        .as("picture %d", index)
                        .isEqualTo(png);
            }
        }
    }

    private static Experiment grid(long seed, String... categories) {
        List<Selection> cells = Arrays.stream(categories)
                .map(category -> Selection.of(Map.of("category", category)))
                .toList();
        return new Experiment(
                Optional.of(new Latent(seed, 2)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Grid("category", Optional.empty(), cells)));
    }

    @Test
    void eachPictureOfAGridIsThatOfAnOrdinaryRequestForItsCell() {
        GenerationRequest coats = request(3, 33, Experiment.NONE);
        complete(coats);
        GenerationRequest grid = request(3, 33, grid(33, "Bag", "Coat", "Shirt"));
        complete(grid);

        assertThat(installation.picture(grid.id(), 1)).isEqualTo(installation.picture(coats.id(), 2));
        Provenance shirt = Provenance.of(installation.picture(grid.id(), 2));
        assertThat(shirt.attributes()).hasToString("{\"category\":\"Shirt\"}");
        assertThat(shirt.ingredients().latent()).isEqualTo(new Latent(33, 2));
    }

    @Test
    void aCellThatTheSchemaRefusesFailsTheJobAndGoesToTheDeadLetters() {
        Failed failed = failed(installation.send(request(2, 33, grid(33, "Coat", "Coats"))));

        assertThat(failed.code()).isEqualTo("invalid-attributes");
        assertThat(failed.reason()).contains("'Coats'");
    }

    @Test
    void aDestinationThatTheSchemaRefusesFailsTheJobAndGoesToTheDeadLetters() {
        Failed failed = failed(installation.send(walkTo("Dresses")));

        assertThat(failed.code()).isEqualTo("invalid-attributes");
        assertThat(failed.reason()).contains("Where the interpolation leads").contains("'Dress'");
    }

    @Test
    void aTruncationOutOfItsRangeIsAnUnreadableMessage() {
        Message good = new MessageCodec("/test").write(walkTo("Dress"));
        String bad = new String(good.value(), StandardCharsets.UTF_8).replace("0.8", "1.8");

        Failed failed = failed(installation.send(
                new Message(good.topic(), good.key(), good.headers(), bad.getBytes(StandardCharsets.UTF_8))));

        assertThat(failed.code()).isEqualTo("unreadable-message");
        assertThat(failed.reason()).contains("truncation must be a number above 0, at most 1");
    }

    private static Failed failed(String job) {
        GenerationEvent end = installation.log().awaitEnd(job);
        assertThat(end).isInstanceOf(Failed.class);
        Awaitility.await().until(() -> !installation.log().deadLetters(job).isEmpty());
        return (Failed) end;
    }
}
