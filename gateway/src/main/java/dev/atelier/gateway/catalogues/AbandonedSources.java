package dev.atelier.gateway.catalogues;

import dev.atelier.contract.objects.ObjectInfo;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Sources that became no batch, since the gateway that had brought them into the store was killed before it wrote the request.
 * A request comes within moments of its source, so one that has none after a day never gets one. Of what is older than the log
 * nobody knows that, and it stays.
 */
final class AbandonedSources {
    private static final Logger LOG = Logger.getLogger(AbandonedSources.class);
    private static final Duration YOUNGEST = Duration.ofDays(1);
    /** The log keeps requests for 30 days. */
    private static final Duration OLDEST = Duration.ofDays(29);

    private final ObjectStore store;
    private final Supplier<Set<String>> requested;

    /** @param requested ids of all batches that the log has a request of */
    AbandonedSources(ObjectStore store, Supplier<Set<String>> requested) {
        this.store = store;
        this.requested = requested;
    }

    /** @throws RuntimeException where the store or the log is away; what is left is removed the next time */
    void remove(Instant now) {
        List<String> folders = store.folders(ObjectKeys.BATCHES).stream()
                .flatMap(tenant -> store.folders(tenant).stream())
                .toList();
        Set<String> known = requested.get();
        folders.stream()
                .filter(folder -> !known.contains(batch(folder)))
                .flatMap(folder -> store.list(folder + ObjectKeys.SOURCES).stream())
                .flatMap(key -> store.stat(key).stream())
                .filter(source -> isAbandoned(source, now))
                .forEach(source -> {
                    LOG.infof("removed %s of %s, which became no catalogue", source.key(), source.modifiedAt());
                    store.delete(source.key());
                });
    }

    private static String batch(String folder) {
        String path = folder.substring(0, folder.length() - 1);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static boolean isAbandoned(ObjectInfo source, Instant now) {
        Duration age = Duration.between(source.modifiedAt(), now);
        return age.compareTo(YOUNGEST) > 0 && age.compareTo(OLDEST) < 0;
    }
}
