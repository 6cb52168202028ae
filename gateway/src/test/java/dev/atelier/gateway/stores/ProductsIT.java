package dev.atelier.gateway.stores;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.Png;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ProductUpdate;
import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.products.FeatureVector;
import dev.atelier.contract.products.Price;
import dev.atelier.contract.products.Product;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.GatewayProcess;
import dev.atelier.gateway.testing.Installation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductsIT {
    private static final FeatureVector EAST = FeatureVector.towards(1, 0);
    private static final byte[] PNG = Png.encode(new Picture(2, 2, 1, new byte[] {1, 2, 3, 4}), Map.of());
    private static final String DRESS =
            "{\"title\": \"Dress\", \"attributes\": {\"colour\": \"Red\", \"type\": [\"Dress\", \"Gown\"]}, \"price\": 100.00,"
                    + " \"currency\": \"EUR\", \"inStock\": false, \"link\": \"https://shop.example/dress\"}";

    private final Installation installation = Installation.shared();
    private final Api api = Installation.sharedGateway().api();

    private static String path(String store, String product) {
        return "/v1/stores/" + store + "/products/" + product;
    }

    private HttpResponse<String> put(String store, String product, String details, byte[] picture) {
        return api.form("PUT", path(store, product), "product", details, picture);
    }

    private List<ConsumerRecord<byte[], byte[]>> published(String key) {
        return installation.log().read(Topic.CATALOGUE_PRODUCTS, key);
    }

    private static String type(HttpResponse<String> response) {
        return json(response).path("type").asText();
    }

    @Test
    void aProductThatWasPutLiesInTheLogAndItsPictureInTheStore() {
        HttpResponse<String> response = put("put", "dress-1", DRESS, PNG);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location")).contains(path("put", "dress-1"));
        ProductUpdate update = MessageCodec.readProductUpdate(
                        published("put/dress-1").get(0).value())
                .orElseThrow();
        Product product = update.product();
        assertThat(product.title()).isEqualTo("Dress");
        assertThat(product.attributes()).isEqualTo(Map.of("colour", List.of("Red"), "type", List.of("Dress", "Gown")));
        assertThat(product.price()).contains(Price.of("100", "EUR"));
        assertThat(product.inStock()).isFalse();
        assertThat(product.picture().sha256()).isEqualTo(Sha256.of(PNG));
        assertThat(installation.store().get(product.picture().key())).isEqualTo(PNG);
    }

    @Test
    void aProductIsFoundOnceAWorkerHasLookedAtItAndNoMoreOnceItIsForgotten() {
        assertThat(put("life", "dress", DRESS, PNG).statusCode()).isEqualTo(202);
        HttpResponse<String> before = api.get(path("life", "dress"));
        assertThat(before.statusCode()).isEqualTo(404);
        assertThat(type(before)).isEqualTo("/problems/unknown-product");
        Product product = MessageCodec.readProductUpdate(
                        published("life/dress").get(0).value())
                .orElseThrow()
                .product();
        installation.embedder().embed(product, EAST);
        await().until(() -> api.get(path("life", "dress")).statusCode() == 200);
        var found = json(api.get(path("life", "dress")));
        assertThat(found.get("price").decimalValue()).isEqualByComparingTo("100");
        assertThat(found.get("inStock").booleanValue()).isFalse();
        assertThat(json(api.get("/v1/stores/life")).get("products").intValue()).isEqualTo(1);
        assertThat(stores()).contains("life");

        String picture = found.get("picture").textValue();
        assertThat(api.bytes(picture)).isEqualTo(PNG);
        HttpResponse<String> headers = api.get(picture);
        assertThat(headers.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(api.get(picture, "If-None-Match", '"' + Sha256.of(PNG) + '"').statusCode())
                .isEqualTo(304);

        assertThat(api.delete(path("life", "dress")).statusCode()).isEqualTo(202);
        assertThat(published("life/dress"))
                .last()
                .extracting(ConsumerRecord::value)
                .isNull();
        installation.embedder().forget("life", "dress");
        await().until(() -> api.get(path("life", "dress")).statusCode() == 404);
        assertThat(api.get("/v1/stores/life").statusCode()).isEqualTo(404);
        assertThat(stores()).doesNotContain("life");
    }

    private Product lastPublished(String key) {
        List<ConsumerRecord<byte[], byte[]>> all = published(key);
        return MessageCodec.readProductUpdate(all.get(all.size() - 1).value())
                .orElseThrow()
                .product();
    }

    /** Puts a product and has it embedded as a worker would. */
    private Product find(String store, String id) {
        assertThat(put(store, id, DRESS, PNG).statusCode()).isEqualTo(202);
        Product product = lastPublished(store + "/" + id);
        installation.embedder().embed(product, EAST);
        await().until(() -> api.get(path(store, id)).statusCode() == 200);
        return product;
    }

    private HttpResponse<String> change(String store, String id, String patch) {
        HttpResponse<String> response = api.patch(path(store, id), patch);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return response;
    }

    private List<String> cheapAndInStock(String store) {
        HttpResponse<String> found = api.post(
                "/v1/search",
                "{\"store\": \"" + store + "\", \"by\": {\"product\": \"other\"},"
                        + " \"filter\": {\"price\": {\"to\": 50}, \"inStock\": true}}");
        return json(found).get("results").findValuesAsText("product");
    }

    @Test
    void aNewPriceAndStockAreShownAndSearchedByWhileThePictureStays() {
        Product before = find("changed", "dress");
        installation.embedder().embed("changed", "other", "Red", EAST);
        await().until(() -> api.get(path("changed", "other")).statusCode() == 200);
        assertThat(cheapAndInStock("changed")).isEmpty();

        HttpResponse<String> response = change("changed", "dress", "{\"price\": 49.90, \"inStock\": true}");
        assertThat(response.headers().firstValue("Location")).contains(path("changed", "dress"));
        Product after = lastPublished("changed/dress");
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("price", "inStock")
                .isEqualTo(before);
        installation.embedder().embed(after, EAST);
        await().until(() -> cheapAndInStock("changed").equals(List.of("dress")));
        var shown = json(api.get(path("changed", "dress")));
        assertThat(shown.get("price").decimalValue()).isEqualByComparingTo("49.90");
        assertThat(shown.get("currency").textValue()).isEqualTo("EUR");
        assertThat(shown.get("inStock").booleanValue()).isTrue();
        assertThat(api.bytes(shown.get("picture").textValue())).isEqualTo(PNG);
    }

    @Test
    void aChangeBeginsAtTheOneBeforeThoughNoWorkerHasSeenItYet() {
        find("hasty", "dress");
        change("hasty", "dress", "{\"price\": 1, \"attributes\": {\"type\": null, \"size\": \"M\"}}");
        change("hasty", "dress", "{\"title\": \"Gown\", \"link\": null}");
        Product after = lastPublished("hasty/dress");
        assertThat(after.title()).isEqualTo("Gown");
        assertThat(after.price()).contains(Price.of("1", "EUR"));
        assertThat(after.attributes()).isEqualTo(Map.of("colour", List.of("Red"), "size", List.of("M")));
        assertThat(after.link()).isEmpty();
        HttpResponse<String> plain = api.send(api.request(path("hasty", "dress"), "Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"price\": null}"))
                .build());
        assertThat(plain.statusCode()).as("as plain JSON").isEqualTo(202);
        assertThat(lastPublished("hasty/dress").price()).isEmpty();

        api.delete(path("hasty", "dress"));
        assertThat(api.patch(path("hasty", "dress"), "{\"price\": 2}").statusCode())
                .isEqualTo(404);
        assertThat(published("hasty/dress"))
                .last()
                .extracting(ConsumerRecord::value)
                .isNull();
    }

    @Test
    void aChangeBeginsAtWhatAnotherGatewayWasToldSince() {
        Product before = find("elsewhere", "dress");
        change("elsewhere", "dress", "{\"price\": 1}");
        installation
                .embedder()
                .embed(
                        new Product(
                                before.store(),
                                before.product(),
                                before.picture(),
                                "Ball gown",
                                Map.of(),
                                Optional.empty(),
                                false,
                                Optional.empty()),
                        EAST);
        await().until(() -> api.get(path("elsewhere", "dress")).body().contains("Ball gown"));
        change("elsewhere", "dress", "{\"inStock\": true}");
        Product after = lastPublished("elsewhere/dress");
        assertThat(after.title()).isEqualTo("Ball gown");
        assertThat(after.price()).isEmpty();
        assertThat(after.inStock()).isTrue();
    }

    @Test
    void mistakesInAChangeAreThoseOfTheWholeProductAndAnUnknownOneCannotBeChanged() {
        find("mistaken", "dress");
        HttpResponse<String> response = api.patch(
                path("mistaken", "dress"), "{\"titel\": null, \"title\": null, \"price\": \"cheap\", \"link\": 3}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(json(response).get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/titel", "/title", "/price", "/link");
        assertThat(api.patch(path("mistaken", "dress"), "[]").statusCode()).isEqualTo(422);
        assertThat(api.patch(path("mistaken", "dress"), "{\"price\": 1").statusCode())
                .isEqualTo(400);
        assertThat(published("mistaken/dress")).hasSize(1);

        HttpResponse<String> unknown = api.patch(path("mistaken", "coat"), "{\"price\": 1}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(type(unknown)).isEqualTo("/problems/unknown-product");
    }

    private List<String> stores() {
        return json(api.get("/v1/stores")).get("stores").findValuesAsText("store");
    }

    @Test
    void aProductMaySayItsIdItself() {
        String details = "{\"id\": \"sku-7\", \"title\": \"Coat\"}";
        HttpResponse<String> response = api.form("POST", "/v1/stores/posted/products", "product", details, PNG);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location")).contains(path("posted", "sku-7"));
        assertThat(published("posted/sku-7")).hasSize(1);
    }

    @Test
    void mistakesAreToldAtOnceAndNothingIsPublished() {
        HttpResponse<String> response = put(
                "wrong", "a", "{\"titel\": \"x\", \"price\": \"cheap\", \"inStock\": 1, \"link\": \"no way\"}", PNG);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("errors").findValuesAsText("pointer"))
                .contains("/titel", "/title", "/price", "/inStock", "/link");
        assertThat(put("Wrong", "a", DRESS, PNG).statusCode()).isEqualTo(422);
        assertThat(put("wrong", "a".repeat(200), DRESS, PNG).statusCode()).isEqualTo(422);
        assertThat(put("wrong", "a", "{\"title\": \"x\", \"link\": \"ftp://a/b\"}", PNG)
                        .statusCode())
                .isEqualTo(422);
        assertThat(published("wrong/a")).isEmpty();
    }

    @Test
    void aPictureIsKnownByItsBytesAndNotByItsName() {
        HttpResponse<String> response = put("wrong", "b", DRESS, "<svg onload='x'/>".getBytes());
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(type(response)).isEqualTo("/problems/unsupported-picture");
        byte[] cut = Arrays.copyOf(PNG, 12);
        assertThat(type(put("wrong", "b", DRESS, cut))).isEqualTo("/problems/broken-picture");
        assertThat(published("wrong/b")).isEmpty();
    }

    /** Files of one pixel each; a photo is more often one of these than a PNG. */
    @ParameterizedTest
    @CsvSource({
        "webp, UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
        "gif, R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
        "bmp, Qk06AAAAAAAAADYAAAAoAAAAAQAAAAEAAAABABgAAAAAAAQAAAATCwAAEwsAAAAAAAAAAAAA////AA=="
    })
    void theOtherFormatsOfTheWebAreTakenToo(String format, String base64) {
        HttpResponse<String> response =
                put("formats", format, DRESS, Base64.getDecoder().decode(base64));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        Product product = MessageCodec.readProductUpdate(
                        published("formats/" + format).get(0).value())
                .orElseThrow()
                .product();
        assertThat(product.picture().key()).endsWith("." + format);
    }

    @Test
    void aJpegIsTakenByTheNameOfItsFormat() throws IOException {
        var jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
        assertThat(put("formats", "photo", DRESS, jpeg.toByteArray()).statusCode())
                .isEqualTo(202);
    }

    @Test
    void aSmallFileThatIsAVeryLargePictureIsRefusedBeforeItIsDecoded() {
        byte[] bomb = PNG.clone();
        // Width and height, big-endian, behind the signature and the header chunk's length and name.
        bomb[16] = 0;
        bomb[17] = 1;
        bomb[20] = 0;
        bomb[21] = 1;
        HttpResponse<String> response = put("wrong", "c", DRESS, bomb);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(413);
        assertThat(json(response).get("detail").textValue()).contains("65538 × 65538");
    }

    @Test
    void aPictureWithASideThatNoWorkerReadsIsRefusedHoweverFewItsPixelsAre() {
        assertThat(put("sides", "longest", DRESS, Png.encode(grey(16_384, 1), Map.of()))
                        .statusCode())
                .isEqualTo(202);
        HttpResponse<String> wide = put("sides", "wide", DRESS, Png.encode(grey(16_385, 1), Map.of()));
        assertThat(wide.statusCode()).as(wide.body()).isEqualTo(413);
        assertThat(type(wide)).isEqualTo("/problems/picture-too-large");
        assertThat(json(wide).get("detail").textValue()).contains("16385 × 1", "16384");
        assertThat(type(put("sides", "high", DRESS, Png.encode(grey(1, 16_385), Map.of()))))
                .isEqualTo("/problems/picture-too-large");
        assertThat(published("sides/wide")).isEmpty();
    }

    private static Picture grey(int width, int height) {
        return new Picture(width, height, 1, new byte[width * height]);
    }

    @Test
    void aFileThatIsTooLargeAndAFormOfUnknownLengthAreRefused() {
        HttpResponse<String> response = put("wrong", "d", DRESS, new byte[11 << 20]);
        assertThat(response.statusCode()).isEqualTo(413);
        HttpResponse<String> unknown = api.send(api.form(
                path("wrong", "d"),
                "product",
                DRESS,
                PNG,
                bytes -> BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
                "PUT"));
        assertThat(unknown.statusCode()).isEqualTo(411);
        assertThat(type(unknown)).isEqualTo("/problems/length-required");
    }

    @Test
    void aFormWithoutAPictureOrWithOtherPartsIsRefused() {
        HttpResponse<String> response = api.form("PUT", path("wrong", "e"), "produkt", DRESS, PNG);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).get("errors").findValuesAsText("pointer")).contains("/produkt", "/product");
    }

    @Test
    void theIndexOutlivesItsGatewayAndHearsOfWhatChangedMeanwhile(@TempDir Path folder) throws IOException {
        var embedder = installation.embedder();
        Map<String, String> settings = Map.of("ATELIER_SEARCH_INDEX", folder.toString());
        embedder.embed("kept", "stays", "Red", EAST);
        embedder.embed("kept", "goes", "Red", EAST);
        GatewayProcess first = installation.gateway(settings);
        await().until(() -> products(first.api(), "kept") == 2);
        assertThat(first.terminate()).isEqualTo(143);

        embedder.forget("kept", "goes");
        embedder.embed("kept", "comes", "Blue", EAST);
        embedder.embed("kept", "stays", "Green", EAST);
        try (GatewayProcess second = installation.gateway(settings)) {
            await().until(() -> second.api().get(path("kept", "comes")).statusCode() == 200);
            await().until(() -> second.api().get(path("kept", "goes")).statusCode() == 404);
            await().until(() -> second.api().get(path("kept", "stays")).body().contains("Green"));
            assertThat(products(second.api(), "kept")).isEqualTo(2);
            assertThat(second.log()).doesNotContain("from the start of the log");
            second.terminate();
        }

        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(name -> name.getFileName().toString().startsWith("segments"))
                    .toList()) {
                Files.writeString(file, "not what it was");
            }
        }
        try (GatewayProcess third = installation.gateway(settings)) {
            await().until(() -> products(third.api(), "kept") == 2);
            assertThat(third.log()).contains("is damaged and is read from the log again");
        }
    }

    private static int products(Api api, String store) {
        return json(api.get("/v1/stores/" + store)).path("products").asInt();
    }

    @Test
    void aRecordThatIsNoEmbeddingIsSkipped() {
        installation.log().write(new Message(Topic.CATALOGUE_EMBEDDINGS, "skipped/a", Map.of(), "nonsense".getBytes()));
        installation.embedder().embed("skipped", "b", "Red", EAST);
        await().until(() -> api.get(path("skipped", "b")).statusCode() == 200);
        await().until(() -> Installation.sharedGateway().log().contains("Skipped a product that cannot be read"));
    }
}
