package dev.atelier.gateway.generations;

import static dev.atelier.gateway.testing.Api.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.messages.GenerationCommand.Cancel;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.Topic;
import dev.atelier.gateway.testing.Api;
import dev.atelier.gateway.testing.Installation;
import dev.atelier.gateway.testing.WorkerRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobStatusIT {
    private final Api api = Installation.sharedGateway().api();
    private final WorkerRole worker = Installation.shared().worker();

    private JsonNode awaitStatus(String id, String status) {
        await().until(() -> api.job(id).get("status").textValue().equals(status));
        return api.job(id);
    }

    @Test
    void aCompletedJobShowsItsPicturesAndTimes() {
        String id = api.newJob(2);
        worker.fulfil(id, 2);
        JsonNode job = awaitStatus(id, "completed");
        assertThat(job.get("images")).hasSize(2);
        assertThat(job.get("images").get(1).get("url").textValue())
                .isEqualTo("/v1/generations/" + id + "/images/1.png");
        assertThat(job.hasNonNull("startedAt") && job.hasNonNull("endedAt")).isTrue();
        assertThat(job.has("position")).isFalse();
    }

    @Test
    void thePresignedLinkLeadsToThePicture() throws IOException {
        String id = api.newJob(1);
        byte[] png = worker.store(id, 0);
        JsonNode job = awaitStatus(id, "running");
        URI link = URI.create(job.get("images").get(0).get("link").textValue());
        try (var in = link.toURL().openStream()) {
            assertThat(in.readAllBytes()).isEqualTo(png);
        }
        assertThat(job.get("images").get(0).get("sha256").textValue()).isEqualTo(Sha256.of(png));
    }

    @Test
    void aFailedJobSaysWhy() {
        String id = api.newJob(1);
        worker.fail(id, "invalid-model", "The weights were altered.");
        JsonNode job = awaitStatus(id, "failed");
        assertThat(job.get("failure").get("code").textValue()).isEqualTo("invalid-model");
        assertThat(job.get("failure").get("reason").textValue()).isEqualTo("The weights were altered.");
    }

    @Test
    void ofSeveralEndsTheFirstCounts() {
        String id = api.newJob(1);
        worker.complete(id, 1);
        worker.fail(id, "too-late", "This is the second end.");
        String other = api.newJob(1);
        worker.complete(other, 1);
        awaitStatus(other, "completed");
        assertThat(awaitStatus(id, "completed").has("failure")).isFalse();
    }

    @Test
    void aJobFurtherBackInTheQueueHasALaterPosition() {
        String first = api.newJob(5);
        String second = api.newJob(1);
        // In this order: what others have left in the queue may expire in between, and a place only moves up.
        long behind = api.job(second).at("/position/images").longValue();
        long ahead = api.job(first).at("/position/images").longValue();
        assertThat(behind).isGreaterThanOrEqualTo(ahead + 5);
    }

    @Test
    void anUnknownIdIsAProblem() {
        HttpResponse<String> response = api.get("/v1/generations/" + UUID.randomUUID());
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("type").textValue()).isEqualTo("/problems/unknown-job");
    }

    @Test
    void aMalformedIdIsAProblemThatSaysSo() {
        HttpResponse<String> response = api.get("/v1/generations/nonsense");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).get("detail").textValue()).contains("'nonsense' is no job id");
    }

    @Test
    void anUnchangedJobIsNotSentAgain() {
        String id = api.newJob(1);
        worker.fulfil(id, 1);
        awaitStatus(id, "completed");
        String tag =
                api.get("/v1/generations/" + id).headers().firstValue("ETag").orElseThrow();
        assertThat(api.get("/v1/generations/" + id, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void aChangedJobIsSentAgain() {
        String id = api.newJob(1);
        String tag =
                api.get("/v1/generations/" + id).headers().firstValue("ETag").orElseThrow();
        worker.fulfil(id, 1);
        awaitStatus(id, "completed");
        assertThat(api.get("/v1/generations/" + id, "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theExpectedWaitFollowsFromThePaceOfTheWorkers() {
        // Of work of a few milliseconds nobody can tell a pace.
        await().until(() -> {
            worker.fulfil(api.newJob(2), 2);
            return json(api.order(1)).path("expectedWaitMs").isIntegralNumber();
        });
    }

    @Test
    void aCancelledJobIsOverAndTheWorkersAreTold() {
        String id = api.newJob(1);
        HttpResponse<String> response = api.delete("/v1/generations/" + id);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).get("status").textValue()).isEqualTo("cancelled");
        var commands = Installation.shared().log().read(Topic.GENERATION_COMMANDS, id);
        assertThat(commands).hasSize(1);
        assertThat(MessageCodec.readCommand(commands.get(0).value())).isInstanceOf(Cancel.class);
    }

    @Test
    void cancellingTwiceIsTheSame() {
        String id = api.newJob(1);
        api.delete("/v1/generations/" + id);
        assertThat(api.delete("/v1/generations/" + id).statusCode()).isEqualTo(200);
        assertThat(Installation.shared().log().read(Topic.GENERATION_EVENTS, id))
                .hasSize(1);
    }

    @Test
    void aCompletedJobCannotBeCancelled() {
        String id = api.newJob(1);
        worker.fulfil(id, 1);
        awaitStatus(id, "completed");
        HttpResponse<String> response = api.delete("/v1/generations/" + id);
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(json(response).get("type").textValue()).isEqualTo("/problems/already-ended");
    }

    @Test
    void anUnknownJobCannotBeCancelled() {
        assertThat(api.delete("/v1/generations/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }
}
