package dev.atelier.gateway.catalogues;

import dev.atelier.contract.objects.ObjectInfo;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Sources that became no batch, since the gateway that had brought them into the store was killed before it wrote the request.
 * A request comes within moments of its source, so one that has none after a day never gets one. Of what is older than the
 * oldest request in the log nobody knows that, and it stays: so nothing is removed where the log is empty, or another one.
 */
final class AbandonedSources {
    private static final Logger LOG = Logger.getLogger(AbandonedSources.class);
    private static final Duration YOUNGEST = Duration.ofDays(1);

    private final ObjectStore store;
    private final Supplier<Requested> requested;

    /**
     * What the log says.
     *
     * @param batches ids of those that it has a request of
     * @param since when the oldest of these requests was written; empty where there is none
     */
    record Requested(Set<String> batches, Optional<Instant> since) {}

    AbandonedSources(ObjectStore store, Supplier<Requested> requested) {
        this.store = store;
        this.requested = requested;
    }

    /** @throws RuntimeException where the store or the log is away; what is left is removed the next time */
    void remove(Instant now) {
        List<String> folders = store.folders(ObjectKeys.BATCHES).stream()
                .flatMap(tenant -> store.folders(tenant).stream())
                .toList();
        Requested log = requested.get();
        folders.stream()
                .filter(folder -> !log.batches().contains(batch(folder)))
                .flatMap(folder -> store.list(folder + ObjectKeys.SOURCES).stream())
                .flatMap(key -> store.stat(key).stream())
                .filter(source -> isAbandoned(source, log, now))
                .forEach(source -> {
                    LOG.infof("removed %s of %s, which became no catalogue", source.key(), source.modifiedAt());
                    store.delete(source.key());
                });
    }

    private static String batch(String folder) {
        String path = folder.substring(0, folder.length() - 1);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static boolean isAbandoned(ObjectInfo source, Requested log, Instant now) {
        return source.modifiedAt().isBefore(now.minus(YOUNGEST))
                && log.since().filter(source.modifiedAt()::isAfter).isPresent();
    }
}
