package dev.atelier.gateway.search;

import dev.atelier.contract.messages.GenerationEvent.ImageStored;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.products.StoreName;
import dev.atelier.contract.products.StoredPicture;
import dev.atelier.gateway.configuration.GatewayConfig;
import dev.atelier.gateway.generations.GeneratedPictures;
import dev.atelier.gateway.generations.JobBodies;
import dev.atelier.gateway.generations.Jobs;
import dev.atelier.gateway.generations.NewJobs;
import dev.atelier.gateway.index.IndexedProduct;
import dev.atelier.gateway.jobs.Job;
import dev.atelier.gateway.problems.ProblemException;
import dev.atelier.gateway.requests.Tenant;
import dev.atelier.gateway.search.SearchBody.GeneratedBody;
import dev.atelier.gateway.stores.KnownProducts;
import dev.atelier.gateway.uploads.UploadedPicture;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Searches: has the picture made where it is to be made, has a worker look at it, compares. Nothing waits on a thread, and
 * everything together for no longer than {@code atelier.search.patience}.
 */
@ApplicationScoped
class Searches {
    private static final Logger LOG = Logger.getLogger(Searches.class);
    private static final Duration LEAST = Duration.ofMillis(1);

    private final KnownProducts known;
    private final Comparison comparison;
    private final QueryEmbeddings embeddings;
    private final GeneratedPictures pictures;
    private final Jobs jobs;
    private final NewJobs newJobs;
    private final ObjectStore store;
    private final Duration patience;
    private final Clock clock;

    Searches(
            KnownProducts known,
            Comparison comparison,
            QueryEmbeddings embeddings,
            GeneratedPictures pictures,
            Jobs jobs,
            NewJobs newJobs,
            ObjectStore store,
            GatewayConfig config,
            Clock clock) {
        this.known = known;
        this.comparison = comparison;
        this.embeddings = embeddings;
        this.pictures = pictures;
        this.jobs = jobs;
        this.newJobs = newJobs;
        this.store = store;
        this.patience = config.search().patience();
        this.clock = clock;
    }

    /**
     * @return fails with a problem
     * @throws ProblemException where there is no such store or product
     */
    Uni<SearchBody> search(Tenant tenant, Search search) {
        StoreName store = known.require(tenant, search.store());
        Instant end = clock.instant().plus(patience);
        if (search.by() instanceof By.Similar similar) {
            IndexedProduct product =
                    Places.at("/by/product", () -> known.find(tenant, store.name(), similar.product()));
            return Uni.createFrom().item(comparison.othersThan(product, search));
        }
        if (search.by() instanceof By.Uploaded uploaded) {
            return uploaded(store, search, uploaded.picture(), end);
        }
        if (search.by() instanceof By.Generated generated) {
            return newJobs.await(generated.job())
                    .emitOn(Infrastructure.getDefaultExecutor())
                    .map(known -> Places.at("/by/job", () -> jobs.find(tenant, generated.job())))
                    .chain(job -> generated(store, search, job, generated.index(), end))
                    .map(found -> found.body(Optional.empty()));
        }
        By.Wished wished = (By.Wished) search.by();
        return later(() -> Places.within("/by", () -> pictures.ask(tenant, wished.wish())))
                .chain(job -> generated(store, search, job, 0, end))
                .map(found -> found.body(Optional.of(found.picture())));
    }

    private Uni<SearchBody> uploaded(StoreName in, Search search, UploadedPicture picture, Instant end) {
        String query = UUID.randomUUID().toString();
        String key = ObjectKeys.queryPicture(in.tenant(), query);
        store.put(key, picture.bytes(), picture.format().mediaType(), Map.of());
        return later(() -> embeddings.of(query, new StoredPicture(key, picture.sha256()), left(end)))
                .map(embedding -> comparison.with(embedding, in, search))
                .onTermination()
                .invoke(() -> Infrastructure.getDefaultExecutor().execute(() -> forget(key)));
    }

    /** It was sent to be looked at once, and not to be kept. */
    private void forget(String key) {
        try {
            store.delete(key);
        } catch (RuntimeException e) {
            LOG.warnf("The picture %s of a search that is over stays in the store: %s", key, e.getMessage());
        }
    }

    private Uni<Found> generated(StoreName in, Search search, Job job, int index, Instant end) {
        return later(() -> pictures.await(job, index, left(end)))
                .chain(stored -> later(() -> embeddings.of(UUID.randomUUID().toString(), picture(stored), left(end)))
                        .map(embedding -> new Found(stored, comparison.with(embedding, in, search))));
    }

    private record Found(ImageStored stored, SearchBody results) {
        GeneratedBody picture() {
            return new GeneratedBody(stored.job(), stored.index(), JobBodies.imagePath(stored));
        }

        SearchBody body(Optional<GeneratedBody> generated) {
            return new SearchBody(results.results(), results.embedder(), results.indexed(), generated);
        }
    }

    private static StoredPicture picture(ImageStored stored) {
        return new StoredPicture(stored.key(), stored.sha256());
    }

    private Duration left(Instant end) {
        Duration left = Duration.between(clock.instant(), end);
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /** What completes on the thread that reads the log goes on on another. */
    private static <T> Uni<T> later(Supplier<CompletionStage<T>> stage) {
        return Uni.createFrom().completionStage(stage).emitOn(Infrastructure.getDefaultExecutor());
    }
}
