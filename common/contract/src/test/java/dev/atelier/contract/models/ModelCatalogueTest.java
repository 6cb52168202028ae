package dev.atelier.contract.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.Part;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.messages.ModelChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelCatalogueTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final ModelCatalogue catalogue = new ModelCatalogue();

    private static ModelChange published(String version, String digestSeed) {
        return published("bags", "cgan", version, digestSeed);
    }

    private static ModelChange published(String model, String kind, String version, String digestSeed) {
        var schema = AttributeSchema.of(Attribute.oneOf("category", List.of("Bag")));
        var picture = new PictureFormat(28, 28, 1);
        var parts = Map.of(
                Manifest.NETWORK, new Part("0".repeat(64), 1),
                Manifest.WEIGHTS, new Part(digestSeed.repeat(64), 1));
        var empty = JsonNodeFactory.instance.objectNode();
        return new ModelChange.VersionPublished(
                1,
                model,
                NOW,
                new Manifest(
                        1,
                        model,
                        version,
                        kind,
                        NOW,
                        picture,
                        8,
                        schema,
                        empty,
                        "d",
                        empty,
                        parts,
                        Manifest.digestOf(parts, schema, picture, 8),
                        Optional.empty(),
                        Optional.empty()),
                "test");
    }

    private static ModelChange moved(String version, long replaces) {
        return new ModelChange.AliasMoved(1, "bags", NOW, "champion", version, replaces, "test", "because");
    }

    @Test
    void anAliasPointsWhereTheLastValidMoveSaid() {
        catalogue.apply(published("1", "a"));
        catalogue.apply(published("2", "b"));
        catalogue.apply(moved("1", 0));
        catalogue.apply(moved("2", 1));

        Model bags = catalogue.model("bags").orElseThrow();
        assertThat(bags.champion().orElseThrow().version()).isEqualTo("2");
        assertThat(bags.aliases().get("champion").revision()).isEqualTo(2);
        assertThat(bags.resolve("1").orElseThrow().version()).isEqualTo("1");
    }

    @Test
    void ofTwoMovesOfOneRevisionTheFirstInTheLogWins() {
        catalogue.apply(published("1", "a"));
        catalogue.apply(published("2", "b"));

        assertThat(catalogue.apply(moved("1", 0))).isTrue();
        assertThat(catalogue.apply(moved("2", 0))).isFalse();
        assertThat(catalogue
                        .model("bags")
                        .orElseThrow()
                        .champion()
                        .orElseThrow()
                        .version())
                .isEqualTo("1");
    }

    @Test
    void aMoveToAnUnknownVersionIsVoid() {
        assertThat(catalogue.apply(moved("1", 0))).isFalse();
        assertThat(catalogue.model("bags")).isEmpty();
    }

    @Test
    void aVersionPublishedAgainNeverReplacesTheFirst() {
        catalogue.apply(published("1", "a"));
        String digest =
                catalogue.model("bags").orElseThrow().versions().get("1").digest();

        assertThat(catalogue.apply(published("1", "b"))).isFalse();
        assertThat(catalogue.model("bags").orElseThrow().versions().get("1").digest())
                .isEqualTo(digest);
    }

    @Test
    void theVersionThatWasChampionIsThePreviousOne() {
        catalogue.apply(published("1", "a"));
        catalogue.apply(published("2", "b"));
        catalogue.apply(moved("1", 0));
        catalogue.apply(moved("2", 1));
        catalogue.apply(moved("1", 2));

        Model bags = catalogue.model("bags").orElseThrow();
        assertThat(bags.aliases().get("champion").version()).isEqualTo("1");
        assertThat(bags.aliases().get("previous").version()).isEqualTo("2");
        assertThat(bags.aliases().get("previous").revision()).isEqualTo(2);
    }

    @Test
    void aVoidMoveOfTheChampionLeavesThePreviousVersionWhereItWas() {
        catalogue.apply(published("1", "a"));
        catalogue.apply(published("2", "b"));
        catalogue.apply(moved("1", 0));
        catalogue.apply(moved("2", 0));
        catalogue.apply(moved("1", 1));

        assertThat(catalogue.model("bags").orElseThrow().aliases()).doesNotContainKey("previous");
    }

    @Test
    void aRetiredVersionIsGoneUnlessAnAliasPointsToIt() {
        catalogue.apply(published("1", "a"));
        catalogue.apply(published("2", "b"));
        catalogue.apply(moved("1", 0));

        assertThat(catalogue.apply(retired("1"))).isFalse();
        assertThat(catalogue.apply(retired("2"))).isTrue();
        assertThat(catalogue.model("bags").orElseThrow().versions()).containsOnlyKeys("1");
    }

    private static ModelChange retired(String version) {
        return new ModelChange.VersionRetired(1, "bags", NOW, version, "test", "old");
    }

    @Test
    void whatOnlyLooksAtPicturesIsNotOfferedAmongWhatMakesThem() {
        catalogue.apply(published("1", "a"));
        catalogue.apply(published(Model.PRODUCT_EMBEDDER, Manifest.EMBEDDER, "1", "b"));
        assertThat(catalogue.productEmbedder()).as("without a champion").isEmpty();
        catalogue.apply(new ModelChange.AliasMoved(
                1, Model.PRODUCT_EMBEDDER, NOW, Alias.CHAMPION, "1", 0, "test", "first version of the model"));

        assertThat(catalogue.generators()).extracting(Model::name).containsExactly("bags");
        assertThat(catalogue.generator("bags")).isPresent();
        assertThat(catalogue.generator(Model.PRODUCT_EMBEDDER)).isEmpty();
        assertThat(catalogue.models()).hasSize(2);
        assertThat(catalogue.productEmbedder()).hasValueSatisfying(manifest -> assertThat(manifest.isEmbedder())
                .isTrue());
    }
}
