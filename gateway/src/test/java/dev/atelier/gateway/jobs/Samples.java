package dev.atelier.gateway.jobs;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.messages.GenerationEvent;
import dev.atelier.contract.messages.GenerationEvent.Cancelled;
import dev.atelier.contract.messages.GenerationEvent.Completed;
import dev.atelier.contract.messages.GenerationEvent.Expired;
import dev.atelier.contract.messages.GenerationEvent.Failed;
import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.contract.messages.GenerationEvent.Started;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Requests and events for the tests of the fold. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Samples() {}

    static GenerationRequest request(String id, int count) {
        return request(id, count, NOON);
    }

    static GenerationRequest request(String id, int count, Instant at) {
        return new GenerationRequest(
                GenerationRequest.VERSION,
                id,
                "default",
                "fashion",
                "1",
                "digest",
                Selection.of(Map.of("category", "Dress")),
                count,
                7,
                "body",
                at,
                at.plus(Duration.ofMinutes(10)));
    }

    /** A request with a webhook. */
    static GenerationRequest calling(String id, int count) {
        GenerationRequest silent = request(id, count);
        return new GenerationRequest(
                silent.schemaVersion(),
                id,
                silent.tenant(),
                silent.model(),
                silent.version(),
                silent.digest(),
                silent.attributes(),
                count,
                silent.seed(),
                silent.bodyDigest(),
                silent.acceptedAt(),
                silent.expiresAt(),
                silent.experiment(),
                Optional.of(new Webhook("https://shop.example/hooks")));
    }

    static GenerationEvent started(String job, Instant at) {
        return new Started(GenerationEvent.VERSION, job, at, "worker");
    }

    static GenerationEvent stored(String job, int index, Instant at) {
        return new ImageStored(GenerationEvent.VERSION, job, at, index, "key-" + index, "sha", 100);
    }

    static GenerationEvent completed(String job, Instant at) {
        return new Completed(GenerationEvent.VERSION, job, at, 1);
    }

    static GenerationEvent failed(String job, Instant at) {
        return new Failed(GenerationEvent.VERSION, job, at, "code", "reason");
    }

    static GenerationEvent cancelled(String job, Instant at) {
        return new Cancelled(GenerationEvent.VERSION, job, at);
    }

    static GenerationEvent expired(String job, Instant at) {
        return new Expired(GenerationEvent.VERSION, job, at);
    }
}
