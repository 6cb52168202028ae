package dev.atelier.standalone.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.atelier.contract.json.Json;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Requests and answers; an answer that is no success becomes a failure with the problem's own words. */
final class GatewayHttp {
    static final ObjectReader READER =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FIRST_ERROR = 400;
    private static final int MOST_MISTAKES = 10;

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            // Large files come from the store, by its links.
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    GatewayHttp(URI base) {
        this.base = base;
    }

    /** A path with a name in it that a person gave. */
    static URI path(String before, String name, String after) {
        return URI.create(before + encoded(name) + after);
    }

    static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @param location absolute, or from the gateway's root */
    <T> T get(URI location, Class<T> type) throws InterruptedException {
        return read(bytes(location), type);
    }

    byte[] bytes(URI location) throws InterruptedException {
        return send(request(location).timeout(PATIENCE).GET(), BodyHandlers.ofByteArray())
                .body();
    }

    <T> T post(URI location, Object body, Map<String, String> headers, Class<T> type) throws InterruptedException {
        return exchange("POST", location, body, headers, type);
    }

    <T> T put(URI location, Object body, Class<T> type) throws InterruptedException {
        return exchange("PUT", location, body, Map.of(), type);
    }

    <T> T delete(URI location, Class<T> type) throws InterruptedException {
        return read(
                send(request(location).timeout(PATIENCE).DELETE(), BodyHandlers.ofByteArray())
                        .body(),
                type);
    }

    private <T> T exchange(String method, URI location, Object body, Map<String, String> headers, Class<T> type)
            throws InterruptedException {
        HttpRequest.Builder request = request(location)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(Json.bytes(body)));
        headers.forEach(request::header);
        return read(send(request, BodyHandlers.ofByteArray()).body(), type);
    }

    /** Sends a file as the body, however long that takes. */
    <T> T upload(URI location, String type, Path file, Map<String, String> headers, Class<T> answer)
            throws InterruptedException {
        try {
            HttpRequest.Builder request =
                    request(location).header("Content-Type", type).POST(BodyPublishers.ofFile(file));
            headers.forEach(request::header);
            return read(send(request, BodyHandlers.ofByteArray()).body(), answer);
        } catch (FileNotFoundException e) {
            throw new CommandFailure("there is no file " + file, e);
        }
    }

    void putForm(URI location, FormBody form) throws InterruptedException {
        send(
                request(location)
                        .timeout(PATIENCE)
                        .header("Content-Type", form.type())
                        .PUT(BodyPublishers.ofByteArray(form.bytes())),
                BodyHandlers.ofByteArray());
    }

    /** An answer that comes bit by bit; the caller closes it. */
    InputStream stream(URI location) throws InterruptedException {
        return send(request(location).header("Accept", "text/event-stream").GET(), BodyHandlers.ofInputStream())
                .body();
    }

    private HttpRequest.Builder request(URI location) {
        return HttpRequest.newBuilder(base.resolve(location));
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder builder, HttpResponse.BodyHandler<T> handler)
            throws InterruptedException {
        HttpRequest request = builder.build();
        try {
            HttpResponse<T> response = http.send(request, handler);
            if (response.statusCode() >= FIRST_ERROR) {
                throw new CommandFailure(problem(request, response));
            }
            return response;
        } catch (IOException e) {
            String why = e instanceof ConnectException ? "nobody listens there" : String.valueOf(e.getMessage());
            throw new CommandFailure("the gateway " + base + " does not answer: " + why, e);
        }
    }

    private static String problem(HttpRequest request, HttpResponse<?> response) throws IOException {
        byte[] body = response.body() instanceof InputStream in ? in.readAllBytes() : (byte[]) response.body();
        String what = request.method() + " " + request.uri().getPath() + " was answered with " + response.statusCode();
        try {
            JsonNode problem = Json.mapper().readTree(body);
            JsonNode detail = problem.path("detail");
            return detail.isTextual() ? detail.textValue() + mistakes(problem, detail.textValue()) : what;
        } catch (JsonProcessingException e) {
            return what + ": " + new String(body, StandardCharsets.UTF_8);
        }
    }

    /** The first mistakes that the detail does not tell, a line for each. */
    private static String mistakes(JsonNode problem, String detail) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < Math.min(MOST_MISTAKES, problem.path("errors").size()); i++) {
            String message = problem.path("errors").path(i).path("message").asText();
            if (!detail.contains(message)) {
                lines.append("\n  ").append(message);
            }
        }
        return lines.toString();
    }

    static <T> T read(byte[] json, Class<T> type) {
        try {
            return READER.forType(type).readValue(json);
        } catch (IOException e) {
            throw new CommandFailure("the gateway's answer cannot be read: " + e.getMessage(), e);
        }
    }
}
