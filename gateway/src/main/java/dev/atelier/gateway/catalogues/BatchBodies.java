package dev.atelier.gateway.catalogues;

import dev.atelier.contract.catalogues.Batch;
import dev.atelier.contract.catalogues.SourceLine;
import dev.atelier.contract.messages.CatalogueEvent;
import dev.atelier.contract.messages.CatalogueEvent.Cancelled;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.messages.CatalogueEvent.Failed;
import dev.atelier.contract.messages.CatalogueRequest;
import dev.atelier.gateway.catalogues.BatchBody.FailureBody;
import dev.atelier.gateway.catalogues.BatchBody.LinksBody;
import dev.atelier.gateway.catalogues.BatchBody.ManifestBody;
import dev.atelier.gateway.catalogues.BatchBody.ShardsBody;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes batches down for clients. */
final class BatchBodies {
    static final String PATH = "/v1/catalogues/";

    private BatchBodies() {}

    static String text(Batch.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static BatchBody of(Batch batch) {
        return body(batch, Optional.empty());
    }

    static BatchBody of(Batch batch, List<SourceLine.Bad> badLines) {
        return body(batch, badLines.isEmpty() ? Optional.empty() : Optional.of(badLines));
    }

    private static BatchBody body(Batch batch, Optional<List<SourceLine.Bad>> badLines) {
        CatalogueRequest request = batch.request().orElseThrow();
        String url = PATH + batch.id();
        var shards = batch.shards();
        return new BatchBody(
                batch.id(),
                url,
                request.model(),
                request.version(),
                text(batch.state()),
                request.items(),
                request.skipped(),
                request.seed(),
                request.shardSize(),
                new ShardsBody(request.shards(), shards.listed(), shards.stored(), shards.failed()),
                shards.images(),
                shards.bytes(),
                batch.imagesPerSecond().stream().boxed().findFirst(),
                batch.expectedEnd(),
                request.acceptedAt(),
                batch.changedAt(),
                shards.failures().stream()
                        .map(failure -> new FailureBody(failure.shard(), failure.code(), failure.reason()))
                        .toList(),
                end(batch, Completed.class).map(end -> new ManifestBody(end.manifest(), end.sha256(), end.size())),
                end(batch, Failed.class)
                        .map(end -> end.code() + ": " + end.reason())
                        .or(() -> batch.halt().map(halt -> halt.code() + ": " + halt.reason())),
                end(batch, Cancelled.class).map(Cancelled::by),
                badLines,
                new LinksBody(
                        url + "/events",
                        url + "/manifest",
                        url + "/shards/{n}.tar",
                        request.skipped() > 0 ? Optional.of(url + "/bad-lines") : Optional.empty()));
    }

    private static <T extends CatalogueEvent> Optional<T> end(Batch batch, Class<T> type) {
        return batch.end().filter(type::isInstance).map(type::cast);
    }
}
