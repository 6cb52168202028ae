package dev.atelier.gateway.images;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.Installation;
import dev.atelier.gateway.testing.WorkerRole;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImagesIT {
    private final Api api = Installation.sharedGateway().api();
    private final WorkerRole worker = Installation.shared().worker();

    private static String path(String id, int index) {
        return "/v1/generations/" + id + "/images/" + index + ".png";
    }

    private void awaitImages(String id, int images) {
        await().until(() -> api.job(id).get("images").size() == images);
    }

    @Test
    void aPictureIsReadThroughTheGatewayByteForByte() {
        String id = api.newJob(1);
        byte[] png = worker.store(id, 0);
        awaitImages(id, 1);
        assertThat(api.bytes(path(id, 0))).isEqualTo(png);
    }

    @Test
    void aPictureMayBeCachedForEverUnderItsChecksum() {
        String id = api.newJob(1);
        byte[] png = worker.store(id, 0);
        awaitImages(id, 1);
        HttpResponse<String> response = api.get(path(id, 0));
        assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(response.headers().firstValue("ETag")).contains('"' + Sha256.of(png) + '"');
        assertThat(response.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(api.get(path(id, 0), "If-None-Match", '"' + Sha256.of(png) + '"')
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void aPictureThatIsNotThereYetIsAProblem() {
        String id = api.newJob(2);
        worker.store(id, 0);
        awaitImages(id, 1);
        HttpResponse<String> response = api.get(path(id, 1));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("detail").textValue()).contains("is not there yet");
    }

    @Test
    void aPictureBeyondTheCountIsAProblem() {
        HttpResponse<String> response = api.get(path(api.newJob(2), 2));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("type").textValue()).isEqualTo("/problems/unknown-image");
    }

    @Test
    void aPictureThatIsGoneFromTheStoreIsAProblem() {
        String id = api.newJob(1);
        worker.report(id, 0, new byte[] {1});
        awaitImages(id, 1);
        assertThat(json(api.get(path(id, 0))).get("type").textValue()).isEqualTo("/problems/unknown-image");
    }

    @Test
    void aPictureOfAnUnknownJobIsAProblem() {
        assertThat(json(api.get(path(UUID.randomUUID().toString(), 0)))
                        .get("type")
                        .textValue())
                .isEqualTo("/problems/unknown-job");
    }
}
