package dev.atelier.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.json.Json;

/** The products of a store at a gateway. Any thread asks. */
public final class Products {
    private final GatewayHttp http;
    private final String store;

    Products(GatewayHttp http, String store) {
        this.http = http;
        this.store = store;
    }

    /**
     * Puts a product into the store, or another in its place.
     *
     * @param body title, attributes, price, currency, inStock, link
     * @param picture bytes of a picture of any common format
     * @throws dev.atelier.standalone.terminal.CommandFailure where the gateway refuses it, with its reasons
     */
    public void put(String product, JsonNode body, byte[] picture) throws InterruptedException {
        http.putForm(
                GatewayHttp.path("/v1/stores/" + GatewayHttp.encoded(store) + "/products/", product, ""),
                new FormBody().json("product", Json.bytes(body)).file("picture", picture));
    }

    /** How many products can be found. */
    public JsonNode counts() throws InterruptedException {
        return http.get(GatewayHttp.path("/v1/stores/", store, ""), JsonNode.class);
    }
}
