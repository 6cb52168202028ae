package dev.atelier.standalone.searching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.json.Json;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Asks a gateway for what is similar to products of the bench's store. Thread-safe. */
final class SearchClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final MediaType JSON = MediaType.get("application/json");

    private final URI gateway;
    private final OkHttpClient http = new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1))
            .callTimeout(PATIENCE)
            .build();

    SearchClient(URI gateway) {
        this.gateway = gateway;
    }

    /** Ids of the most similar products. */
    List<String> similar(int number, int count, boolean rareOnly) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("store", Catalogue.STORE).put("count", count);
        body.putObject("by").put("product", Catalogue.id(number));
        if (rareOnly) {
            body.putObject("filter").putObject("attributes").putArray("kind").add("rare");
        }
        Request request = new Request.Builder()
                .url(gateway.resolve("/v1/search").toString())
                // Else the client asks for compression, and both sides would pay for it.
                .header("Accept-Encoding", "identity")
                .post(RequestBody.create(Json.bytes(body), JSON))
                .build();
        try (Response response = http.newCall(request).execute()) {
            byte[] answer = response.body().bytes();
            JsonNode json = Json.mapper().readTree(answer);
            if (!response.isSuccessful()) {
                throw new CommandFailure(
                        "a search failed: " + json.path("detail").asText());
            }
            return json.get("results").findValuesAsText("product");
        }
    }

    /** How many products can be found; empty while the gateway cannot say. */
    OptionalLong products() {
        Request request = new Request.Builder()
                .url(gateway.resolve("/v1/stores/" + Catalogue.STORE).toString())
                .build();
        try (Response response = http.newCall(request).execute()) {
            byte[] answer = response.body().bytes();
            return response.isSuccessful()
                    ? OptionalLong.of(
                            Json.mapper().readTree(answer).get("products").longValue())
                    : OptionalLong.empty();
        } catch (IOException e) {
            // A gateway that starts does not listen yet.
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        http.connectionPool().evictAll();
    }
}
