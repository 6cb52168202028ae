package dev.atelier.gateway.generations;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.Installation;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class OrderIT {
    private final Api api = Installation.sharedGateway().api();

    @Test
    void anOrderIsAcceptedWithTheJobAndItsLocation() {
        HttpResponse<String> response = api.order(3);
        assertThat(response.statusCode()).isEqualTo(202);
        JsonNode job = json(response);
        String id = job.get("id").textValue();
        assertThat(response.headers().firstValue("Location").orElseThrow()).endsWith("/v1/generations/" + id);
        assertThat(job.get("status").textValue()).isEqualTo("queued");
        assertThat(job.get("count").intValue()).isEqualTo(3);
        assertThat(job.get("attributes").toString()).isEqualTo("{\"category\":\"Dress\"}");
        assertThat(job.get("position").get("jobs").isInt()).isTrue();
        assertThat(job.get("images")).isEmpty();
    }

    @Test
    void theRequestInTheLogCarriesTheChampionsDigestAndASeedDerivedFromTheId() {
        JsonNode job = json(api.order(1));
        String id = job.get("id").textValue();
        var records = Installation.shared().log().read(Topic.GENERATION_INTERACTIVE, id);
        assertThat(records).hasSize(1);
        GenerationRequest request = MessageCodec.readRequest(records.get(0).value());
        assertThat(request.version()).isEqualTo("1");
        assertThat(request.digest()).isEqualTo(job.get("digest").textValue());
        assertThat(request.seed()).isEqualTo(JobIds.seedOf(id));
        assertThat(new String(records.get(0).headers().lastHeader("ce_type").value()))
                .isEqualTo(GenerationRequest.TYPE);
    }

    @Test
    void anotherVersionAndASeedCanBeAskedFor() {
        JsonNode job = json(
                api.post(
                        "/v1/generations",
                        "{\"model\":\"fashion\",\"attributes\":{\"category\":\"Coat\"},\"version\":\"2\",\"seed\":9007199254740991}"));
        assertThat(job.get("version").textValue()).isEqualTo("2");
        assertThat(job.get("seed").longValue()).isEqualTo(9007199254740991L);
    }

    @Test
    void aManyOfAttributeTakesAnArrayAndIsPutInTheSchemasOrder() {
        JsonNode job = json(api.post(
                "/v1/generations",
                "{\"model\":\"outfits\",\"attributes\":{\"category\":\"Shirts\",\"fabric\":[\"silk\",\"denim\"]}}"));
        assertThat(job.get("attributes").toString())
                .isEqualTo("{\"category\":\"Shirts\",\"fabric\":[\"denim\",\"silk\"]}");
    }

    private JsonNode refused(String body, String type) {
        HttpResponse<String> response = api.post("/v1/generations", body);
        JsonNode problem = json(response);
        assertThat(problem.path("type").textValue()).as(response.body()).isEqualTo("/problems/" + type);
        assertThat(response.statusCode()).isEqualTo(problem.get("status").intValue());
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        return problem;
    }

    @Test
    void anUnknownModelIsRefusedWithTheClosestNames() {
        JsonNode problem = refused("{\"model\":\"fashoin\",\"attributes\":{\"category\":\"Dress\"}}", "unknown-model");
        assertThat(problem.get("status").intValue()).isEqualTo(422);
        JsonNode error = problem.get("errors").get(0);
        assertThat(error.get("pointer").textValue()).isEqualTo("/model");
        assertThat(error.get("closest").get(0).textValue()).isEqualTo("fashion");
    }

    @Test
    void anUnknownVersionIsRefusedWithTheClosestNames() {
        JsonNode problem = refused(
                "{\"model\":\"fashion\",\"attributes\":{\"category\":\"Dress\"},\"version\":\"champoin\"}",
                "unknown-version");
        assertThat(problem.get("errors").get(0).get("closest").get(0).textValue())
                .isEqualTo("champion");
    }

    @Test
    void anUnknownAttributeIsRefusedWithTheClosestNames() {
        JsonNode problem = refused(
                "{\"model\":\"fashion\",\"attributes\":{\"category\":\"Dress\",\"categori\":\"Dress\"}}",
                "invalid-attributes");
        JsonNode error = problem.get("errors").get(0);
        assertThat(error.get("pointer").textValue()).isEqualTo("/attributes/categori");
        assertThat(error.get("closest").get(0).textValue()).isEqualTo("category");
    }

    @Test
    void anUnknownValueIsRefusedWithTheClosestNames() {
        JsonNode problem =
                refused("{\"model\":\"fashion\",\"attributes\":{\"category\":\"Dres\"}}", "invalid-attributes");
        JsonNode error = problem.get("errors").get(0);
        assertThat(error.get("value").textValue()).isEqualTo("Dres");
        assertThat(error.get("closest").get(0).textValue()).isEqualTo("Dress");
    }

    @Test
    void aMissingAttributeIsRefused() {
        JsonNode problem = refused("{\"model\":\"fashion\",\"attributes\":{}}", "invalid-attributes");
        assertThat(problem.get("errors").get(0).get("message").textValue()).contains("'category' is missing");
    }

    @Test
    void aCountOfZeroIsRefused() {
        JsonNode problem = refused(Installation.order(0), "invalid-request");
        assertThat(problem.get("errors").get(0).get("pointer").textValue()).isEqualTo("/count");
        assertThat(problem.get("detail").textValue()).contains("from 1 to 64");
    }

    @Test
    void aCountOfAThousandIsRefused() {
        assertThat(refused(Installation.order(1000), "invalid-request")
                        .get("detail")
                        .textValue())
                .contains("1000");
    }

    @Test
    void everyWrongTypeIsNamedWithItsPlace() {
        JsonNode problem = refused(
                "{\"model\":7,\"attributes\":{\"category\":5},\"count\":\"3\",\"seed\":1.5,\"version\":true,\"sed\":1}",
                "invalid-request");
        assertThat(problem.get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/model", "/attributes/category", "/count", "/seed", "/version", "/sed");
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        assertThat(refused("[1, 2]", "invalid-request").get("detail").textValue())
                .contains("must be an object");
    }

    @Test
    void brokenJsonIsRefusedWithLineAndColumn() {
        JsonNode problem = refused("{\"model\": \"fashion\",\n  \"count\" 3}", "broken-json");
        assertThat(problem.get("status").intValue()).isEqualTo(400);
        assertThat(problem.get("detail").textValue()).startsWith("Line 2, column ");
    }

    @Test
    void aFieldThatIsGivenTwiceIsRefused() {
        assertThat(refused("{\"model\": \"a\", \"model\": \"b\"}", "broken-json")
                        .get("detail")
                        .textValue())
                .contains("Duplicate");
    }

    @Test
    void anEmptyBodyIsRefused() {
        refused("", "broken-json");
    }

    @Test
    void randomBytesAreRefused() {
        refused("\u0000\u0001\uFFFF{{{", "broken-json");
    }

    @Test
    void deeplyNestedJsonIsRefused() {
        refused("[".repeat(30_000), "broken-json");
    }
}
