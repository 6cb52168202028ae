package dev.atelier.gateway.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.MessageCodec;
import dev.atelier.contract.models.ModelCatalogue;
import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.contract.processes.ParentWatch;
import dev.atelier.gateway.attempts.LatestAttempts;
import dev.atelier.gateway.batches.BatchView;
import dev.atelier.gateway.catalogue.CatalogueView;
import dev.atelier.gateway.index.ProductIndex;
import dev.atelier.gateway.index.TemporaryFolders;
import dev.atelier.gateway.jobs.JobView;
import dev.atelier.gateway.queries.EmbeddingAnswers;
import dev.atelier.gateway.quotas.Quotas;
import dev.atelier.gateway.runs.RunView;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Makes the parts that are not beans themselves, since they know nothing of this framework. */
@ApplicationScoped
class Parts {
    @Produces
    @Singleton
    ObjectStore store(GatewayConfig config) {
        GatewayConfig.Store store = config.store();
        return new MinioObjectStore(new StoreSettings(
                store.endpoint(),
                store.publicEndpoint().orElse(store.endpoint()),
                store.region(),
                store.accessKey(),
                store.secretKey(),
                store.bucket()));
    }

    void close(@Disposes ObjectStore store) {
        store.close();
    }

    @Produces
    @Singleton
    JobView jobs(GatewayConfig config) {
        return new JobView(config.jobRetention(), config.imagesKept());
    }

    @Produces
    @Singleton
    BatchView batches(GatewayConfig config) {
        return new BatchView(config.catalogueRetention(), config.cataloguesKept());
    }

    @Produces
    @Singleton
    Quotas quotas(TenantConfig tenants, JobView jobs, Clock clock) {
        return new Quotas(tenants::limits, queue(jobs), clock);
    }

    private static Quotas.Queue queue(JobView jobs) {
        return new Quotas.Queue() {
            @Override
            public long waiting(String tenant) {
                return jobs.openImages(tenant);
            }

            @Override
            public Optional<Duration> untilMade(String tenant, long pictures) {
                // The others' pictures lie between them.
                double share = jobs.openImages(tenant) / Math.max(1.0, jobs.openImages());
                return jobs.timeFor(pictures / Math.max(share, 1e-3));
            }
        };
    }

    @Produces
    @Singleton
    ModelCatalogue models() {
        return new ModelCatalogue();
    }

    @Produces
    @Singleton
    CatalogueView catalogue(ModelCatalogue models) {
        return new CatalogueView(models);
    }

    @Produces
    @Singleton
    RunView runs() {
        return new RunView();
    }

    @Produces
    @Singleton
    EmbeddingAnswers answers() {
        return new EmbeddingAnswers();
    }

    @Produces
    @Singleton
    LatestAttempts attempts() {
        return new LatestAttempts();
    }

    @Produces
    @Singleton
    ProductIndex products(GatewayConfig config) throws IOException {
        Optional<Path> folder = config.search().index();
        var temporary = new TemporaryFolders(Path.of(System.getProperty("java.io.tmpdir")));
        return new ProductIndex(folder.isPresent() ? folder.get() : temporary.make());
    }

    void discard(@Disposes ProductIndex products, GatewayConfig config) {
        if (config.search().index().isEmpty()) {
            products.discard();
        }
    }

    @Produces
    @Singleton
    MessageCodec codec() {
        return new MessageCodec("/atelier/gateway");
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ObjectMapperCustomizer strictJson() {
        return (ObjectMapper mapper) -> Json.strict(mapper);
    }

    void watchParent(@Observes StartupEvent start, GatewayConfig config) {
        config.parentPid().ifPresent(ParentWatch::start);
    }
}
