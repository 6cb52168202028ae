package dev.atelier.standalone.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Sends requests for one picture each. Their bodies are made once: the generator of the load shares the processors with
 * what it loads.
 */
final class Requests implements AutoCloseable {
    private static final int ACCEPTED = 202;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final OkHttpClient http;
    private final List<Request> requests;

    /** @param choices asked for in turn */
    Requests(URI gateway, String model, List<Selection> choices, int connections) {
        this.http = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(connections, 1, TimeUnit.MINUTES))
                .callTimeout(PATIENCE)
                .retryOnConnectionFailure(false)
                .build();
        MediaType json = MediaType.get("application/json");
        this.requests = choices.stream()
                .map(choice -> new Request.Builder()
                        .url(gateway.resolve("/v1/generations").toString())
                        // Else the client asks for compression, and both sides would pay for it.
                        .header("Accept-Encoding", "identity")
                        .post(RequestBody.create(Json.bytes(body(model, choice)), json))
                        .build())
                .toList();
    }

    private static ObjectNode body(String model, Selection choice) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", model);
        body.set("attributes", choice.toJson());
        return body.put("count", 1);
    }

    /** @return the kind of error; empty where the request was accepted */
    Optional<String> send(long number) {
        try (Response response =
                http.newCall(requests.get((int) (number % requests.size()))).execute()) {
            byte[] body = response.body().bytes();
            return response.code() == ACCEPTED ? Optional.empty() : Optional.of(problem(response.code(), body));
        } catch (InterruptedIOException e) {
            return Optional.of("timeout");
        } catch (IOException e) {
            return Optional.of("connection");
        }
    }

    private static String problem(int status, byte[] body) throws IOException {
        try {
            String type = Json.mapper().readTree(body).path("type").asText();
            return type.isEmpty() ? "http-" + status : type.substring(type.lastIndexOf('/') + 1);
        } catch (JsonProcessingException other) {
            return "http-" + status;
        }
    }

    @Override
    public void close() {
        http.connectionPool().evictAll();
    }
}
