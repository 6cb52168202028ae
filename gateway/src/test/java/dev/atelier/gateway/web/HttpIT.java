package dev.atelier.gateway.web;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every path. */
class HttpIT {
    private static final int TEN_MEGABYTES = 10_000_000;

    private final Api api = Installation.sharedGateway().api();

    private static JsonNode problem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json(response);
        assertThat(problem.get("type").textValue()).isEqualTo("/problems/" + type);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.hasNonNull("title") && problem.hasNonNull("detail")).isTrue();
        return problem;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/v1/nowhere", "/v1", "/q/nowhere", "/v1/generations/a/b/c", "/a.html"})
    void anUnknownPathIsAProblem(String path) {
        problem(api.get(path), 404, "not-found");
    }

    @Test
    void aWrongMethodIsAProblemThatNamesTheRightOnes() {
        HttpResponse<String> response = api.send(
                api.request("/v1/generations").PUT(BodyPublishers.noBody()).build());
        problem(response, 405, "method-not-allowed");
        assertThat(response.headers().firstValue("Allow").orElse("")).contains("POST");
    }

    @Test
    void anUnknownRepresentationIsAProblem() {
        problem(api.get("/v1/models", "Accept", "application/xml"), 406, "not-acceptable");
    }

    @Test
    void aBodyOfAnotherTypeIsAProblem() {
        HttpResponse<String> response = api.send(api.request("/v1/generations")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(Installation.order(1)))
                .build());
        problem(response, 415, "unsupported-media-type");
    }

    @Test
    void tenMegabytesAreRefused() {
        String body = "{\"model\": \"" + "x".repeat(TEN_MEGABYTES) + "\"}";
        problem(api.post("/v1/generations", body), 413, "body-too-large");
    }

    @Test
    void tenMegabytesAreRefusedBeforeTheyAreSent() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", api.root().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/generations HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                            + "Content-Length: " + TEN_MEGABYTES + "\r\n\r\n{\"model\":")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.setSoTimeout(180_000);
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void tooLargeABodyOfUndeclaredLengthIsAProblem() {
        byte[] body = ("{\"model\": \"" + "x".repeat(200_000) + "\"}").getBytes(StandardCharsets.US_ASCII);
        HttpResponse<String> response = api.send(api.request("/v1/generations")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)))
                .build());
        problem(response, 413, "body-too-large");
    }

    @Test
    void theTypeOfAProblemIsAPage() {
        HttpResponse<String> page = api.get("/problems/unknown-model");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("GET /v1/models");
    }

    @Test
    void theApiIsDescribed() {
        String description = api.get("/openapi").body();
        assertThat(description)
                .contains("/v1/generations/{id}/images/{index}.png", "Idempotency-Key", "application/merge-patch+json");
    }

    @Test
    void swaggerIsThere() {
        assertThat(api.get("/q/swagger-ui/").statusCode()).isEqualTo(200);
    }

    @Test
    void thePageMayLoadFromHereAlone() {
        HttpResponse<String> page = api.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self';");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void thePageNamesNoOtherHost() {
        for (String file : new String[] {
            "/", "/atelier.css", "/studio.css", "/studio.js", "/training.html", "/catalogues.html", "/operations.html"
        }) {
            HttpResponse<String> response = api.get(file);
            assertThat(response.statusCode()).as(file).isEqualTo(200);
            assertThat(response.body()).as(file).doesNotContainPattern("(https?:)?//[a-z]+\\.[a-z]+");
        }
    }
}
