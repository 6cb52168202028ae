package dev.atelier.gateway.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A client of one gateway. Every call is bounded, so that one that hangs fails. Where the gateway says that the broker was
 * too slow and that it may be asked again, it is: on a busy machine that is no news.
 */
public final class Api {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final URI root;
    private final List<String> always;
    private final boolean comesBack;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    Api(URI root) {
        this(root, List.of(), true);
    }

    private Api(URI root, List<String> always, boolean comesBack) {
        this.root = root;
        this.always = always;
        this.comesBack = comesBack;
    }

    /** The same, with headers in pairs of name and value that go with each request. */
    public Api with(String... headers) {
        return new Api(root, List.of(headers), comesBack);
    }

    /** The same, for which it is an answer that the broker is away. */
    public Api once() {
        return new Api(root, always, false);
    }

    public URI root() {
        return root;
    }

    /** A request to complete with a method; headers in pairs of name and value. */
    public HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(root.resolve(path)).timeout(PATIENCE);
        List<String> all = Stream.concat(always.stream(), Stream.of(headers)).toList();
        return all.isEmpty() ? builder : builder.headers(all.toArray(new String[0]));
    }

    public HttpResponse<String> send(HttpRequest request) {
        HttpResponse<String> first = answer(request);
        return comesBack && isOfASlowBroker(first)
                ? Awaitility.await(request.toString()).until(() -> answer(request), answer -> !isOfASlowBroker(answer))
                : first;
    }

    private static boolean isOfASlowBroker(HttpResponse<String> answer) {
        return answer.statusCode() == 503 && answer.body().contains("/problems/log-unavailable");
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE().build());
    }

    /** Posts a body as JSON. */
    public HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Puts a body as JSON. */
    public HttpResponse<String> put(String path, String body, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    /** Changes something by a JSON merge patch. */
    public HttpResponse<String> patch(String path, String patch) {
        return send(request(path)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(patch))
                .build());
    }

    /** Sends a form of a JSON object and a picture. */
    public HttpResponse<String> form(String method, String path, String part, String json, byte[] picture) {
        return send(form(path, part, json, picture, BodyPublishers::ofByteArray, method));
    }

    /** The request that sends a form, its body by a publisher of one's own. */
    public HttpRequest form(
            String path,
            String part,
            String json,
            byte[] picture,
            Function<byte[], HttpRequest.BodyPublisher> publisher,
            String method) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(text("--limit\r\nContent-Disposition: form-data; name=\"" + part
                + "\"\r\nContent-Type: application/json\r\n\r\n" + json + "\r\n"));
        body.writeBytes(text("--limit\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"a.bin\""
                + "\r\nContent-Type: application/octet-stream\r\n\r\n"));
        body.writeBytes(picture);
        body.writeBytes(text("\r\n--limit--\r\n"));
        return request(path)
                .header("Content-Type", "multipart/form-data; boundary=limit")
                .method(method, publisher.apply(body.toByteArray()))
                .build();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Asks for pictures of a dress. */
    public HttpResponse<String> order(int count, String... headers) {
        return post("/v1/generations", Installation.order(count), headers);
    }

    /** The id of a new job. */
    public String newJob(int count) {
        return json(order(count)).get("id").textValue();
    }

    public JsonNode job(String id) {
        return json(get("/v1/generations/" + id));
    }

    public byte[] bytes(String path) {
        try {
            return http.send(request(path).GET().build(), BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The lines of a stream of events as they come; close it to leave. */
    public HttpResponse<Stream<String>> stream(String path, String... headers) {
        try {
            return http.send(request(path, headers).GET().build(), BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.mapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + response.body(), e);
        }
    }
}
