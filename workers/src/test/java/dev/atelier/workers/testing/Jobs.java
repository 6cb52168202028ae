package dev.atelier.workers.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.atelier.contract.artefact.Artefact;
import dev.atelier.contract.artefact.Manifest;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.catalogues.CatalogueItem;
import dev.atelier.contract.jobs.JobIds;
import dev.atelier.contract.messages.GenerationRequest;
import dev.atelier.contract.messages.Message;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.workers.jobs.Delivery;
import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.models.FetchedModel;
import dev.atelier.workers.models.ModelReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Jobs for tests of single stages: their model is an artefact that is never run. */
public final class Jobs {
    private static final MessageCodec CODEC = new MessageCodec("/test");

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

    public Artefact artefact() {
        return model.artefact();
    }

    public Job of(int pictures) {
        return of(pictures, Instant.MAX);
    }

    /** A job of another tenant than {@code default}. */
    public Job of(String tenant, int pictures) {
        return of(tenant, pictures, Instant.MAX);
    }

    public Job of(int pictures, Instant expiresAt) {
        return of("default", pictures, expiresAt);
    }

    private Job of(String tenant, int pictures, Instant expiresAt) {
        Selection attributes = Selection.of(Map.of("category", "Coat"));
        var request = new GenerationRequest(
                GenerationRequest.VERSION,
                JobIds.random(),
                tenant,
                model.reference().model(),
                "1",
                model.digest(),
                attributes,
                pictures,
                7,
                "body",
                Instant.EPOCH,
                expiresAt);
        return new Job(delivery(CODEC.write(request)), request, model);
    }

    /** A shard of dresses whose seeds are the items' numbers. */
    public Shard shard(String tenant, String batch, int number, int pictures) {
        Selection attributes = Selection.of(Map.of("category", "Dress"));
        List<CatalogueItem> items = IntStream.range(0, pictures)
                .mapToObj(i -> new CatalogueItem("item-" + i, attributes, i))
                .toList();
        ShardRequest request = request(tenant, batch, number, pictures, 0);
        return new Shard(delivery(CODEC.write(request)), request, model, items);
    }

    /** A request for a shard whose list is nowhere. */
    public ShardRequest request(String tenant, String batch, int number, int pictures, int resumes) {
        return new ShardRequest(
                ShardRequest.VERSION,
                batch,
                number,
                tenant,
                model.reference().model(),
                "1",
                model.digest(),
                "items",
                "0".repeat(64),
                (long) number * pictures,
                pictures,
                resumes,
                Instant.EPOCH);
    }

    /** A delivery whose acknowledgement is counted. */
    public Delivery delivery(Message message) {
        return new Delivery() {
            @Override
            public Message message() {
                return message;
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
