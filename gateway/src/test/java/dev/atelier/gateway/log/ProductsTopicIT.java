package dev.atelier.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.contract.testing.Topics;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topic that the index is read from is taken away. */
class ProductsTopicIT {
    private static final FeatureVector EAST = FeatureVector.towards(1, 0);
    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.ofItsOwn();
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    private static void makeAnew() throws InterruptedException, ExecutionException {
        String kafka = installation.servers().kafka();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.deleteTopics(List.of(Topic.CATALOGUE_EMBEDDINGS)).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(Topic.CATALOGUE_EMBEDDINGS));
        }
        Topics.create(kafka);
    }

    private static void embed(String id) {
        installation.embedder().embed("shop", id, "Red", EAST);
    }

    private static void awaitFound(Api api, String id) {
        await().until(() -> api.get("/v1/stores/shop/products/" + id).statusCode() == 200);
    }

    private static int status(Api api, String id) {
        return api.get("/v1/stores/shop/products/" + id).statusCode();
    }

    @Test
    void aTopicThatIsMadeAnewIsReadFromItsStart(@TempDir Path folder) throws Exception {
        Map<String, String> settings = Map.of("ATELIER_SEARCH_INDEX", folder.toString());
        embed("first");
        embed("second");
        GatewayProcess before = installation.gateway(settings);
        awaitFound(before.api(), "second");
        before.terminate();
        makeAnew();
        embed("third");
        try (GatewayProcess after = installation.gateway(settings)) {
            awaitFound(after.api(), "third");
            assertThat(status(after.api(), "first")).isEqualTo(404);
            assertThat(after.log()).contains("from the start of the log: the topic was made anew");

            makeAnew();
            embed("fourth");
            awaitFound(after.api(), "fourth");
            assertThat(status(after.api(), "third")).isEqualTo(404);
        }
    }
}
