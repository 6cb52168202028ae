package dev.atelier.gateway.generations;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.Topic;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdempotencyIT {
    private final Api api = Installation.sharedGateway().api();
    private final String key = UUID.randomUUID().toString();

    private static String id(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return json(response).get("id").textValue();
    }

    @Test
    void theSameKeyAndBodyAreTheSameJob() {
        String first = id(api.order(2, "Idempotency-Key", key));
        assertThat(id(api.order(2, "Idempotency-Key", key))).isEqualTo(first);
        assertThat(Installation.shared().log().read(Topic.GENERATION_INTERACTIVE, first))
                .hasSize(1);
    }

    @Test
    void theOrderOfFieldsAndADefaultWrittenOutDoNotMakeAnotherBody() {
        String first = id(api.order(1, "Idempotency-Key", key));
        String other = "{\"attributes\": {\"category\": \"Dress\"}, \"model\": \"fashion\"}";
        assertThat(id(api.post("/v1/generations", other, "Idempotency-Key", key)))
                .isEqualTo(first);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        String first = id(api.order(2, "Idempotency-Key", key));
        HttpResponse<String> second = api.order(3, "Idempotency-Key", key);
        assertThat(second.statusCode()).isEqualTo(422);
        assertThat(json(second).get("type").textValue()).isEqualTo("/problems/idempotency-key-reused");
        assertThat(json(second).get("detail").textValue()).contains(first);
    }

    @Test
    void requestsAtTheSameMomentAreOneJob() {
        List<CompletableFuture<String>> answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> id(api.order(2, "Idempotency-Key", key))))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void twoGatewaysAgreeOnTheFirstOfTwoBodies() {
        try (GatewayProcess other = Installation.shared().gateway(Map.of())) {
            var here = CompletableFuture.supplyAsync(() -> api.order(2, "Idempotency-Key", key));
            var there = CompletableFuture.supplyAsync(() -> other.api().order(3, "Idempotency-Key", key));
            List<HttpResponse<String>> answers = List.of(here.join(), there.join());
            assertThat(answers.stream().map(HttpResponse::statusCode)).containsExactlyInAnyOrder(202, 422);
            var accepted = answers.stream().filter(a -> a.statusCode() == 202).findFirst();
            String id = id(accepted.orElseThrow());
            assertThat(other.api().job(id).get("count")).isEqualTo(api.job(id).get("count"));
        }
    }

    @Test
    void aKeyWithSpacesIsRefused() {
        HttpResponse<String> response = api.order(1, "Idempotency-Key", "a b");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("type").textValue()).isEqualTo("/problems/invalid-idempotency-key");
    }

    @Test
    void aKeyOf256CharactersIsRefused() {
        assertThat(api.order(1, "Idempotency-Key", "k".repeat(256)).statusCode())
                .isEqualTo(400);
        assertThat(api.order(1, "Idempotency-Key", "k".repeat(255 - 36) + key).statusCode())
                .isEqualTo(202);
    }
}
