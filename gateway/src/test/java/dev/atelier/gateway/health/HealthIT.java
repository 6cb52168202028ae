package dev.atelier.gateway.health;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.messages.Topic;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.Installation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class HealthIT {
    private final Api api = Installation.sharedGateway().api();

    private JsonNode surroundings() {
        for (JsonNode check : json(api.get("/q/health/ready")).get("checks")) {
            if (check.get("name").textValue().equals("surroundings")) {
                return check;
            }
        }
        throw new AssertionError("no check 'surroundings'");
    }

    @Test
    void itIsAlive() {
        assertThat(api.get("/q/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void withoutAWorkerItIsReadyAndDegraded() {
        JsonNode check = surroundings();
        assertThat(check.get("status").textValue()).isEqualTo("UP");
        assertThat(check.get("data").get("state").textValue()).isEqualTo("degraded");
        assertThat(check.get("data").get("workers").intValue()).isZero();
    }

    @Test
    void aMemberOfTheWorkersGroupIsALiveWorker() {
        try (var worker = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", Installation.shared().servers().kafka(), "group.id", "atelier-workers"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            worker.subscribe(List.of(Topic.GENERATION_COMMANDS));
            await().until(() -> {
                worker.poll(Duration.ofMillis(100));
                return surroundings().get("data").get("workers").intValue() == 1;
            });
        }
        await().until(() -> surroundings().get("data").get("workers").intValue() == 0);
    }

    @Test
    void theMetricsCountRequestsByModelAndProblemsByType() {
        api.order(1);
        api.get("/v1/nowhere");
        assertThat(api.get("/q/metrics").body())
                .contains(
                        "atelier_requests_accepted_total{model=\"fashion\",version=\"1\"}",
                        "atelier_problems_total{type=\"not-found\"}",
                        "atelier_jobs_open",
                        "atelier_log_lag",
                        "http_server_requests_seconds_count");
    }
}
