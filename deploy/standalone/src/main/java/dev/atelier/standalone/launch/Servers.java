package dev.atelier.standalone.launch;

import dev.atelier.contract.messages.Topic;
import dev.atelier.contract.objects.MinioObjectStore;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreRefusedException;
import dev.atelier.contract.objects.StoreSettings;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.infrastructure.EmbeddedBroker;
import dev.atelier.infrastructure.EmbeddedStore;
import dev.atelier.standalone.datafolder.DataFolder;
import dev.atelier.standalone.datafolder.Ports;
import dev.atelier.standalone.datafolder.StoreKeys;
import dev.atelier.standalone.terminal.CommandFailure;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Broker and store: in this process, or existing ones; with topics and bucket when started. */
final class Servers implements AutoCloseable {
    private final Optional<EmbeddedBroker> broker;
    private final Optional<EmbeddedStore> store;
    private final Endpoints endpoints;
    private final Map<String, String> environment;

    /** Chooses ports and reads credentials, but starts nothing. */
    Servers(LaunchOptions options, Ports ports, Map<String, String> environment) throws IOException {
        this.environment = environment;
        DataFolder data = options.data();
        StoreAccess access = new StoreAccess(environment);
        broker = options.kafka().isPresent()
                ? Optional.empty()
                : Optional.of(new EmbeddedBroker(data.kafka(), ports.of("kafka")));
        StoreSettings settings;
        if (options.store().isPresent()) {
            store = Optional.empty();
            settings = access.external(options.store().get());
        } else {
            StoreKeys keys = StoreKeys.of(data);
            EmbeddedStore embedded =
                    new EmbeddedStore(data.store(), ports.of("s3"), keys.accessKey(), keys.secretKey());
            store = Optional.of(embedded);
            settings = access.embedded(embedded.endpoint(), keys);
        }
        endpoints = new Endpoints(
                options.kafka().orElseGet(() -> broker.orElseThrow().bootstrapServers()), settings);
    }

    Endpoints endpoints() {
        return endpoints;
    }

    /** Starts both in parallel; returns when topics and bucket are there. */
    void start(Startup startup) {
        CompletableFuture<Void> storeReady = CompletableFuture.runAsync(() -> {
            store.ifPresent(EmbeddedStore::start);
            prepareBucket();
            startup.ready("store", endpoints.store().endpoint());
        });
        try {
            broker.ifPresent(EmbeddedBroker::start);
            Topics.create(Topic.ALL, endpoints.kafka(), environment);
            startup.ready("broker", endpoints.kafka());
        } finally {
            join(storeReady);
        }
    }

    private void prepareBucket() {
        try (ObjectStore client = new MinioObjectStore(endpoints.store())) {
            client.prepare();
        } catch (StoreUnavailableException | StoreRefusedException e) {
            throw new CommandFailure("the store cannot be used: " + e.getMessage(), e);
        }
    }

    private static void join(CompletableFuture<Void> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        CompletableFuture<Void> storeClosed = CompletableFuture.runAsync(() -> store.ifPresent(EmbeddedStore::close));
        try {
            broker.ifPresent(EmbeddedBroker::close);
        } finally {
            storeClosed.join();
        }
    }
}
