package dev.atelier.gateway.generations;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.Installation;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that choose latents, interpolate or truncate. */
class ExperimentIT {
    private static final String WALK =
            "\"latent\":{\"seed\":7,\"index\":3},\"interpolate\":{\"to\":{\"latent\":{\"seed\":9},"
                    + "\"attributes\":{\"category\":\"Coat\"}}},\"truncation\":0.80";

    private final Api api = Installation.sharedGateway().api();

    private HttpResponse<String> ask(int count, String experiment, String... headers) {
        String body = "{\"model\":\"fashion\",\"attributes\":{\"category\":\"Dress\"},\"count\":" + count + ","
                + experiment + "}";
        return api.post("/v1/generations", body, headers);
    }

    @Test
    void theJobShowsTheExperiment() {
        HttpResponse<String> response = ask(8, WALK);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        JsonNode accepted = json(response);
        assertThat(accepted.get("seed").longValue()).isEqualTo(7);
        assertThat(accepted.get("latent").toString()).isEqualTo("{\"seed\":7,\"index\":3}");
        assertThat(accepted.get("interpolate").toString())
                .isEqualTo("{\"to\":{\"latent\":{\"seed\":9,\"index\":0},\"attributes\":{\"category\":\"Coat\"}}}");
        assertThat(accepted.get("truncation").decimalValue()).isEqualByComparingTo("0.8");
        JsonNode later = api.job(accepted.get("id").textValue());
        for (String field : new String[] {"latent", "interpolate", "truncation"}) {
            assertThat(later.get(field)).as(field).isEqualTo(accepted.get(field));
        }
    }

    @Test
    void theRequestInTheLogCarriesTheExperiment() {
        GenerationRequest request = logged(ask(8, WALK));

        Experiment experiment = request.experiment().orElseThrow();
        assertThat(request.schemaVersion()).isEqualTo(GenerationRequest.EXPERIMENT_VERSION);
        assertThat(experiment.latent()).contains(new Latent(7, 3));
        assertThat(experiment.truncation()).hasToString("Optional[0.8]");
        assertThat(experiment.interpolate().orElseThrow().to().latent()).contains(new Latent(9, 0));
    }

    @Test
    void aVariationIsShownByTheJobAndCarriedByTheRequestInTheLog() {
        HttpResponse<String> response =
                ask(4, "\"seed\":11,\"variation\":{\"of\":{\"seed\":7,\"index\":3},\"strength\":0.30}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        JsonNode job = api.job(json(response).get("id").textValue());
        assertThat(job.get("variation").toString()).isEqualTo("{\"of\":{\"seed\":7,\"index\":3},\"strength\":0.3}");
        assertThat(job.get("seed").longValue()).isEqualTo(11);
        GenerationRequest request = logged(response);
        assertThat(request.schemaVersion()).isEqualTo(GenerationRequest.VARIATION_VERSION);
        assertThat(request.ingredients(2).latent()).isEqualTo(new Latent(7, 3));
        assertThat(request.ingredients(2).interpolation().orElseThrow().to().latent())
                .contains(new Latent(11, 2));
    }

    @Test
    void anOrdinaryRequestIsWrittenForReleasesThatKnowNoExperimentsToo() {
        assertThat(logged(ask(1, "\"truncation\":1")).schemaVersion()).isEqualTo(GenerationRequest.PLAIN_VERSION);
    }

    private static GenerationRequest logged(HttpResponse<String> accepted) {
        var records = Installation.shared()
                .log()
                .read(Topic.GENERATION_INTERACTIVE, json(accepted).get("id").textValue());
        assertThat(records).hasSize(1);
        return MessageCodec.readRequest(records.get(0).value());
    }

    @Test
    void anInterpolationMayLeadToWhereItStarts() {
        HttpResponse<String> response = ask(
                2,
                "\"latent\":{\"seed\":7},\"interpolate\":{\"to\":{\"latent\":{\"seed\":7},"
                        + "\"attributes\":{\"category\":\"Dress\"}}}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2 | \"latent\":7 | invalid-request | /latent | must be an object",
                "2 | \"latent\":{\"index\":1} | invalid-request | /latent/seed | whole number",
                "2 | \"latent\":{\"seed\":1},\"seed\":2 | invalid-request | /seed | belongs into 'latent'",
                "2 | \"interpolate\":{\"to\":{\"latent\":{\"seed\":-1}}} | invalid-request | /interpolate/to/latent/seed | from 0",
                "1 | \"interpolate\":{\"to\":{\"latent\":{\"seed\":1}}} | invalid-request | /count | 2 or more",
                "2 | \"variation\":{\"of\":{\"seed\":7},\"strength\":0} | invalid-request | /variation/strength | above 0, at most 1",
                "2 | \"variation\":{\"strength\":0.3} | invalid-request | /variation/of | the latent that is varied",
                "2 | \"variation\":{\"of\":{\"seed\":7},\"strength\":0.3},\"interpolate\":{\"to\":{\"latent\":{\"seed\":1}}}"
                        + " | invalid-request | /variation | takes no 'variation'",
                "2 | \"truncation\":1.5 | invalid-request | /truncation | above 0, at most 1",
                "2 | \"interpolate\":{\"to\":{\"attributes\":{\"category\":\"Coats\"}}} | invalid-attributes"
                        + " | /interpolate/to/attributes/category | did you mean 'Coat'",
            })
    void aMistakeIsAProblemWithItsPlace(int count, String experiment, String type, String pointer, String message) {
        HttpResponse<String> response = ask(count, experiment);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        JsonNode problem = json(response);
        assertThat(problem.get("type").textValue()).isEqualTo("/problems/" + type);
        assertThat(problem.get("errors")).singleElement().satisfies(error -> {
            assertThat(error.get("pointer").textValue()).isEqualTo(pointer);
            assertThat(error.get("message").textValue()).contains(message);
        });
    }

    @Test
    void mistakesInBothEndsAreToldAtOnce() {
        JsonNode problem = json(api.post(
                "/v1/generations",
                "{\"model\":\"fashion\",\"attributes\":{\"category\":\"Dres\"},\"count\":2,"
                        + "\"interpolate\":{\"to\":{\"attributes\":{\"category\":\"Coats\"}}}}"));
        assertThat(problem.get("errors").findValuesAsText("pointer"))
                .containsExactly("/attributes/category", "/interpolate/to/attributes/category");
    }

    @Test
    void theSameKeyWithAnotherExperimentIsRefused() {
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = ask(8, WALK, "Idempotency-Key", key);
        HttpResponse<String> again = ask(8, WALK, "Idempotency-Key", key);
        HttpResponse<String> other = ask(8, WALK.replace("0.80", "0.7"), "Idempotency-Key", key);

        assertThat(json(again).get("id")).isEqualTo(json(first).get("id"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(json(other).get("type").textValue()).isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void theFieldsAreDescribed() {
        assertThat(api.get("/openapi").body()).contains("latent:", "interpolate:", "variation:", "truncation:");
    }
}
