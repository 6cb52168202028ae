package dev.atelier.gateway.models;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.Installation;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ModelsIT {
    private final Api api = Installation.sharedGateway().api();

    @Test
    void allModelsAreListed() {
        assertThat(json(api.get("/v1/models")).get("models").findValuesAsText("model"))
                .containsExactly("fashion", "outfits", "products");
    }

    @Test
    void aModelShowsItsVersionsNewestFirstWithScores() {
        JsonNode model = json(api.get("/v1/models/fashion"));
        assertThat(model.get("versions").findValuesAsText("version").subList(0, 1))
                .containsExactly("2");
        JsonNode version = model.get("versions").get(1);
        assertThat(version.get("kind").textValue()).isEqualTo("cgan");
        assertThat(version.get("picture").get("width").intValue()).isEqualTo(28);
        assertThat(version.get("digest").textValue()).hasSize(64);
        assertThat(version.get("scores").get("labelMatch").doubleValue()).isEqualTo(0.9);
        assertThat(version.get("dataDigest").textValue()).isEqualTo("data-digest");
        assertThat(version.get("createdAt").textValue()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void theSchemaIsTheChampionsUnlessAVersionIsNamed() {
        JsonNode champion = json(api.get("/v1/models/outfits/schema"));
        assertThat(champion.get("version").textValue()).isEqualTo("2026-01");
        JsonNode attributes = champion.get("schema").get("attributes");
        assertThat(attributes.findValuesAsText("cardinality")).containsExactly("one-of", "many-of");
        assertThat(json(api.get("/v1/models/fashion/schema?version=2"))
                        .get("version")
                        .textValue())
                .isEqualTo("2");
    }

    @Test
    void theSchemaTellsWhatTheTrainingPicturesShowedWhereThatIsKnown() {
        JsonNode shown = json(api.get("/v1/models/products/schema")).get("shown");
        assertThat(shown.get("over").toString()).isEqualTo("[\"type\",\"colour\"]");
        assertThat(shown.get("rows")).hasSize(5);
        assertThat(json(api.get("/v1/models/outfits/schema")).has("shown")).isFalse();
    }

    @Test
    void anUnknownModelIsNotFoundAndTheClosestIsNamed() {
        HttpResponse<String> response = api.get("/v1/models/fasion");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("errors").get(0).get("closest").get(0).textValue())
                .isEqualTo("fashion");
    }

    @Test
    void theSchemaOfAnUnknownVersionIsNotFound() {
        HttpResponse<String> response = api.get("/v1/models/fashion/schema?version=9");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("type").textValue()).isEqualTo("/problems/unknown-version");
    }
}
