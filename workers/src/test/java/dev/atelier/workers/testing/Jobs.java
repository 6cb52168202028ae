package dev.atelier.workers.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.workers.jobs.Delivery;
import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.models.FetchedModel;
import dev.atelier.workers.models.ModelReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Jobs for tests of single stages: their model is an artefact that is never run. */
public final class Jobs {
    private final FetchedModel model;
    private final AtomicInteger acknowledged = new AtomicInteger();

    /** @param model its name, which also decides its digest */
    public Jobs(Path folder, String model) {
        var empty = JsonNodeFactory.instance.objectNode();
        var what = new Artefact.Description(
                model, "1", "cgan", new PictureFormat(28, 28, 1), 16, TinyModel.SCHEMA, empty, "none", empty);
        try {
            Artefact artefact = Artefact.write(
                    folder.resolve(model),
                    what,
                    Map.of(Manifest.NETWORK, model.getBytes(), Manifest.WEIGHTS, new byte[4]));
            this.model = new FetchedModel(
                    new ModelReference(model, "1", artefact.manifest().digest()), artefact);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Job of(int pictures) {
        return of(pictures, Instant.MAX);
    }

    public Job of(int pictures, Instant expiresAt) {
        Selection attributes = Selection.of(Map.of("category", "Coat"));
        var request = new GenerationRequest(
                GenerationRequest.VERSION,
                JobIds.random(),
                "default",
                model.reference().model(),
                "1",
                model.digest(),
                attributes,
                pictures,
                7,
                "body",
                Instant.EPOCH,
                expiresAt);
        return new Job(delivery(request), request, model);
    }

    private Delivery delivery(GenerationRequest request) {
        return new Delivery() {
            @Override
            public Message message() {
                return new MessageCodec("/test").write(request);
            }

            @Override
            public void acknowledge() {
                acknowledged.incrementAndGet();
            }
        };
    }

    /** How many deliveries of these jobs were acknowledged. */
    public int acknowledged() {
        return acknowledged.get();
    }
}
