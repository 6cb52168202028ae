package dev.atelier.gateway.operations;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.messages.Topic;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How an installation of its own stands, while readers come and servers go. */
class OperationsIT {
    private static Installation installation;
    private static GatewayProcess gateway;

    @BeforeAll
    static void start() {
        installation = Installation.toTakeDown();
        gateway = installation.gateway(Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        installation.close();
    }

    private static JsonNode operations() {
        return json(gateway.api().get("/v1/operations"));
    }

    private static void awaitLane(int lane, String field, int value) {
        await().until(() -> operations().at("/lanes/" + lane + "/" + field).asInt(-1) == value);
    }

    @Test
    void requestsWaitUntilAWorkerHasThem() {
        JsonNode before = operations();
        assertThat(before.get("workers")).isEmpty();
        assertThat(before.get("lanes").findValuesAsText("topic"))
                .containsExactly(
                        Topic.GENERATION_INTERACTIVE,
                        Topic.GENERATION_BULK,
                        Topic.SEARCH_PICTURES,
                        Topic.CATALOGUE_PRODUCTS,
                        Topic.DATASET_UPDATES);
        for (int i = 0; i < 3; i++) {
            gateway.api().newJob(2);
        }
        awaitLane(0, "waiting", 3);
        assertThat(operations().at("/jobs/open").intValue()).isEqualTo(3);
        assertThat(operations().at("/jobs/images").intValue()).isEqualTo(6);

        try (var worker = installation.workersMember("worker-1")) {
            await().until(() -> {
                worker.poll(Duration.ofMillis(100));
                return operations().at("/workers/0/partitions").intValue() == 8;
            });
            assertThat(operations().at("/workers/0/id").textValue()).isEqualTo("worker-1");
            assertThat(operations().at("/lanes/0/waiting").intValue()).isEqualTo(3);
            await().until(() -> {
                worker.poll(Duration.ofMillis(100));
                worker.commitSync();
                return operations().at("/lanes/0/waiting").intValue() == 0;
            });
        }
    }

    @Test
    void aTrainingRunThatNobodyHasTakenIsTold() {
        String run = installation.trainer().request("fashion", "shop", "2026-12");
        await().until(() -> operations().get("trainings").findValuesAsText("id").contains(run));
        assertThat(operations().get("trainers")).isEmpty();
    }

    @Test
    void aStoreThatIsAwayIsTold() {
        installation.servers().killStore();
        await().until(() -> operations().at("/store/state").textValue().equals("unreachable"));
        installation.servers().restartStore();
        await().until(() -> operations().at("/store/state").textValue().equals("reachable"));
    }
}
