package dev.atelier.gateway.requests;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A gateway behind a proxy that names tenants. */
class TenantsIT {
    private static final Installation INSTALLATION = Installation.shared();
    private static GatewayProcess gateway;
    private static Api api;

    @BeforeAll
    static void start() {
        gateway = INSTALLATION.gateway(Map.of(
                "ATELIER_TENANT_HEADER", "X-Shop",
                "ATELIER_TENANTS__SLOW_SHOP__PICTURES_PER_SECOND", "2",
                "ATELIER_TENANTS__SMALL_SHOP__PICTURES_WAITING", "3",
                "ATELIER_TENANTS__SMALL_SHOP__CATALOGUES_RUNNING", "1"));
        api = gateway.api();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static HttpResponse<String> order(String tenant, int count, String... headers) {
        List<String> all = new ArrayList<>(List.of("X-Shop", tenant));
        all.addAll(List.of(headers));
        return api.order(count, all.toArray(new String[0]));
    }

    private static String id(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return json(response).get("id").textValue();
    }

    @Test
    void theTenantTravelsWithTheRequest() {
        String id = id(order("shop-1", 1));
        assertThat(INSTALLATION.log().read(Topic.GENERATION_INTERACTIVE, id))
                .singleElement()
                .satisfies(record -> assertThat(
                                MessageCodec.readRequest(record.value()).tenant())
                        .isEqualTo("shop-1"));
    }

    @Test
    void aTenantDoesNotSeeAnothersJob() {
        String id = id(order("shop-1", 1));
        INSTALLATION.worker().fulfil(id, 1);
        await().until(() ->
                api.get("/v1/generations/" + id, "X-Shop", "shop-1").body().contains("completed"));
        for (String path : List.of("", "/events", "/images/0.png", "/sheet.png")) {
            HttpResponse<String> theirs = api.get("/v1/generations/" + id + path, "X-Shop", "shop-2");
            assertThat(theirs.statusCode()).as(path).isEqualTo(404);
            assertThat(json(theirs).get("type").textValue()).isEqualTo("/problems/unknown-job");
        }
        assertThat(api.send(api.request("/v1/generations/" + id, "X-Shop", "shop-2")
                                .DELETE()
                                .build())
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.get("/v1/generations/" + id + "/images/0.png", "X-Shop", "shop-1")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTenantDoesNotSeeAnothersCatalogue() {
        String body = "{\"model\": \"outfits\", \"axes\": {\"category\": \"*\"}}";
        String id = id(api.post("/v1/catalogues", body, "X-Shop", "shop-1"));
        assertThat(api.get("/v1/catalogues/" + id, "X-Shop", "shop-1").statusCode())
                .isEqualTo(200);
        assertThat(api.get("/v1/catalogues", "X-Shop", "shop-2").body()).doesNotContain(id);
        for (String path : List.of("", "/events", "/manifest", "/shards/0.tar", "/bad-lines")) {
            HttpResponse<String> theirs = api.get("/v1/catalogues/" + id + path, "X-Shop", "shop-2");
            assertThat(theirs.statusCode()).as(path).isEqualTo(404);
            assertThat(json(theirs).get("type").textValue()).isEqualTo("/problems/unknown-catalogue");
        }
        assertThat(api.post("/v1/catalogues/" + id + "/cancel", "", "X-Shop", "shop-2")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTenantWithAsManyCataloguesAsItMayHaveIsRefusedUntilOneIsOver() {
        String body = "{\"model\": \"outfits\", \"axes\": {\"category\": \"*\"}}";
        String key = UUID.randomUUID().toString();
        String first = id(api.post("/v1/catalogues", body, "X-Shop", "small-shop", "Idempotency-Key", key));

        HttpResponse<String> refused = api.post("/v1/catalogues", body, "X-Shop", "small-shop");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).get("type").textValue()).isEqualTo("/problems/catalogue-quota");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(id(api.post("/v1/catalogues", body, "X-Shop", "small-shop", "Idempotency-Key", key)))
                .as("the same request again")
                .isEqualTo(first);
        id(api.post("/v1/catalogues", body, "X-Shop", "shop-1"));
        api.post("/v1/catalogues/" + first + "/cancel", "", "X-Shop", "small-shop");
        id(api.post("/v1/catalogues", body, "X-Shop", "small-shop"));
    }

    @Test
    void theSameKeyOfTwoTenantsAreTwoJobs() {
        String key = UUID.randomUUID().toString();
        assertThat(id(order("shop-1", 1, "Idempotency-Key", key)))
                .isNotEqualTo(id(order("shop-2", 1, "Idempotency-Key", key)));
    }

    @Test
    void aRequestOfNobodyIsRefused() {
        HttpResponse<String> nobody = api.order(1);
        assertThat(nobody.statusCode()).isEqualTo(400);
        assertThat(json(nobody).get("type").textValue()).isEqualTo("/problems/unknown-tenant");
        assertThat(order("../default", 1).statusCode()).isEqualTo(400);
    }

    @Test
    void whoAsksTooFastIsToldWhenToComeBack() {
        assertThat(order("slow-shop", 64).statusCode()).isEqualTo(202);
        // As many again have room half a minute later, which no stall of this machine lasts.
        HttpResponse<String> refused = order("slow-shop", 64);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).get("type").textValue()).isEqualTo("/problems/rate-quota");
        long seconds =
                Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow());
        assertThat(seconds).isBetween(1L, 32L);
        await().until(() -> order("slow-shop", 2).statusCode() == 202);
        assertThat(order("shop-1", 64).statusCode()).isEqualTo(202);
    }

    @Test
    void whoseShareOfTheQueueIsFullIsRefusedUntilSomethingIsMade() {
        String first = id(order("small-shop", 3));
        HttpResponse<String> refused = order("small-shop", 1);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).get("type").textValue()).isEqualTo("/problems/waiting-quota");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(order("small-shop", 4).statusCode()).isEqualTo(422);
        INSTALLATION.worker().fulfil(first, 3);
        await().until(() -> order("small-shop", 1).statusCode() == 202);
    }

    @Test
    void withoutASettingTheHeaderSaysNothing() {
        String id = id(Installation.sharedGateway().api().order(1, "X-Shop", "shop-1"));
        assertThat(INSTALLATION.log().read(Topic.GENERATION_INTERACTIVE, id))
                .singleElement()
                .satisfies(record -> assertThat(
                                MessageCodec.readRequest(record.value()).tenant())
                        .isEqualTo("default"));
    }
}
