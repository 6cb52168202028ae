package dev.atelier.gateway.stores;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.Png;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.contract.products.Product;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two tenants, each with a store of the same name, behind a proxy that says who is who. */
class StoresOfTenantsIT {
    private static final FeatureVector EAST = FeatureVector.towards(1, 0);
    private static final FeatureVector NORTH = FeatureVector.towards(0, 1);
    private static final Installation INSTALLATION = Installation.shared();
    private static final String STORE = "boutique";

    private static GatewayProcess gateway;
    private static Api left;
    private static Api right;

    @BeforeAll
    static void start() {
        gateway =
                INSTALLATION.gateway(Map.of("ATELIER_TENANT_HEADER", "X-Shop")).ready();
        left = gateway.api().with("X-Shop", "left");
        right = gateway.api().with("X-Shop", "right");
        // Both have a dress; a coat has the one, a scarf the other.
        find(left, "left", STORE, "dress", "Red", 1, EAST);
        find(left, "left", STORE, "coat", "Red", 2, NORTH);
        find(right, "right", STORE, "dress", "Blue", 3, EAST);
        find(right, "right", STORE, "scarf", "Red", 4, EAST);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String path(String store, String product) {
        return "/v1/stores/" + store + "/products/" + product;
    }

    private static byte[] picture(int shade) {
        return Png.encode(new Picture(1, 1, 1, new byte[] {(byte) shade}), Map.of());
    }

    private static void put(Api as, String store, String product, String colour, int shade) {
        String details =
                "{\"title\": \"%s\", \"attributes\": {\"colour\": \"%s\"}, \"price\": 10}".formatted(product, colour);
        HttpResponse<String> response = as.form("PUT", path(store, product), "product", details, picture(shade));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    }

    private static Optional<Product> published(String key) {
        List<ConsumerRecord<byte[], byte[]>> all = INSTALLATION.log().read(Topic.CATALOGUE_PRODUCTS, key);
        return MessageCodec.readProductUpdate(all.get(all.size() - 1).value()).map(update -> update.product());
    }

    /** Puts a product and has it embedded as a worker would. */
    private static void find(
            Api as, String tenant, String store, String product, String colour, int shade, FeatureVector vector) {
        put(as, store, product, colour, shade);
        INSTALLATION
                .embedder()
                .embed(published(tenant + "/" + store + "/" + product).orElseThrow(), vector);
        await().until(() -> as.get(path(store, product)).statusCode() == 200);
    }

    private static HttpResponse<String> search(Api as, String by, String more) {
        return as.post("/v1/search", "{\"store\": \"" + STORE + "\", \"by\": " + by + more + "}");
    }

    private static List<String> found(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response).get("results").findValuesAsText("product");
    }

    @Test
    void eachSeesItsOwnProductOfTheSameNameWithItsOwnPicture() {
        for (Api as : List.of(left, right)) {
            JsonNode dress = json(as.get(path(STORE, "dress")));
            boolean isLeft = as == left;
            assertThat(dress.get("store").textValue()).isEqualTo(STORE);
            assertThat(dress.at("/attributes/colour/0").textValue()).isEqualTo(isLeft ? "Red" : "Blue");
            assertThat(dress.get("picture").textValue()).isEqualTo(path(STORE, "dress") + "/picture");
            assertThat(as.bytes(dress.get("picture").textValue())).isEqualTo(picture(isLeft ? 1 : 3));
        }
        String ofLeft = published("left/boutique/dress").orElseThrow().picture().key();
        String ofRight =
                published("right/boutique/dress").orElseThrow().picture().key();
        assertThat(ofLeft).startsWith("products/left/boutique/dress/");
        assertThat(ofRight).startsWith("products/right/boutique/dress/");
    }

    @Test
    void whatOnlyTheOtherHasIsAsGoodAsNone() {
        for (String end : List.of("", "/picture")) {
            HttpResponse<String> theirs = right.get(path(STORE, "coat") + end);
            assertThat(theirs.statusCode()).isEqualTo(404);
            assertThat(json(theirs).get("type").textValue()).isEqualTo("/problems/unknown-product");
        }
        HttpResponse<String> changed = right.patch(path(STORE, "coat"), "{\"price\": 1}");
        assertThat(changed.statusCode()).isEqualTo(404);
        HttpResponse<String> similar = search(right, "{\"product\": \"coat\"}", "");
        assertThat(similar.statusCode()).isEqualTo(422);
        assertThat(json(similar).at("/errors/0/pointer").textValue()).isEqualTo("/by/product");
    }

    @Test
    void aChangeAndARemovalAreOfOnesOwnProductAlone() {
        find(left, "left", "changing", "hat", "Red", 5, EAST);
        find(right, "right", "changing", "hat", "Red", 6, EAST);

        assertThat(right.patch(path("changing", "hat"), "{\"price\": 7}").statusCode())
                .isEqualTo(202);
        assertThat(published("right/changing/hat")
                        .orElseThrow()
                        .price()
                        .orElseThrow()
                        .amount())
                .isEqualByComparingTo("7");
        assertThat(published("left/changing/hat")
                        .orElseThrow()
                        .price()
                        .orElseThrow()
                        .amount())
                .isEqualByComparingTo("10");

        assertThat(right.delete(path("changing", "hat")).statusCode()).isEqualTo(202);
        assertThat(published("right/changing/hat")).isEmpty();
        assertThat(published("left/changing/hat")).isPresent();
        INSTALLATION.embedder().forget("right/changing", "hat");
        await().until(() -> right.get(path("changing", "hat")).statusCode() == 404);
        assertThat(left.get(path("changing", "hat")).statusCode()).isEqualTo(200);
        assertThat(right.get("/v1/stores/changing").statusCode()).isEqualTo(404);
        assertThat(json(left.get("/v1/stores/changing")).get("products").intValue())
                .isEqualTo(1);
    }

    @Test
    void aSearchGoesOverOnesOwnProductsWhateverTheFilterSays() {
        assertThat(found(search(left, "{\"product\": \"dress\"}", ""))).containsExactly("coat");
        assertThat(found(search(right, "{\"product\": \"dress\"}", ""))).containsExactly("scarf");
        String red =
                ", \"filter\": {\"attributes\": {\"colour\": [\"Red\"]}, \"price\": {\"to\": 50}, \"inStock\": true}";
        assertThat(found(search(left, "{\"product\": \"dress\"}", red))).containsExactly("coat");
        assertThat(found(search(right, "{\"product\": \"dress\"}", red))).containsExactly("scarf");
        assertThat(json(search(right, "{\"product\": \"dress\"}", ""))
                        .get("indexed")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void eachIsToldOfItsOwnStoresAlone() {
        find(left, "left", "attic", "lamp", "Red", 7, EAST);

        assertThat(json(left.get("/v1/stores")).findValuesAsText("store")).contains(STORE, "attic");
        assertThat(json(right.get("/v1/stores")).findValuesAsText("store"))
                .contains(STORE)
                .doesNotContain("attic");
        HttpResponse<String> theirs = right.get("/v1/stores/attic");
        assertThat(theirs.statusCode()).isEqualTo(404);
        assertThat(theirs.body()).as("nor is it suggested").doesNotContain("mean 'attic'");
        HttpResponse<String> searched =
                right.post("/v1/search", "{\"store\": \"attic\", \"by\": {\"product\": \"lamp\"}}");
        assertThat(json(searched).get("type").textValue()).isEqualTo("/problems/unknown-store");
    }

    @Test
    void noNameOfAStoreLeadsIntoAnothersStore() {
        Api everybody = Installation.sharedGateway().api();
        HttpResponse<String> searched =
                everybody.post("/v1/search", "{\"store\": \"left/boutique\", \"by\": {\"product\": \"dress\"}}");
        assertThat(json(searched).get("type").textValue()).isEqualTo("/problems/unknown-store");
        for (String store : List.of("left%2Fboutique", "left/boutique")) {
            assertThat(everybody.get(path(store, "dress")).statusCode()).isIn(400, 404, 422);
        }
    }

    @Test
    void withoutASettingTheStoresAreThoseThatWereThereBeforeStoresHadTenants() {
        Api everybody = Installation.sharedGateway().api();
        put(everybody, "plain", "sock", "Red", 8);

        Product sock = published("plain/sock").orElseThrow();

        INSTALLATION.embedder().embed(sock, EAST);
        await().until(() -> everybody.get(path("plain", "sock")).statusCode() == 200);
        assertThat(left.get(path("plain", "sock")).statusCode()).isEqualTo(404);
        Api asDefault = gateway.api().with("X-Shop", "default");
        await().until(() -> asDefault.get(path("plain", "sock")).statusCode() == 200);
    }

    @Test
    void whoIsNobodyIsRefused() {
        for (String path :
                List.of("/v1/stores", "/v1/stores/boutique", path(STORE, "dress"), path(STORE, "dress") + "/picture")) {
            HttpResponse<String> nobody = gateway.api().get(path);
            assertThat(nobody.statusCode()).as(path).isEqualTo(400);
            assertThat(json(nobody).get("type").textValue()).isEqualTo("/problems/unknown-tenant");
        }
        assertThat(gateway.api().delete(path(STORE, "dress")).statusCode()).isEqualTo(400);
    }
}
