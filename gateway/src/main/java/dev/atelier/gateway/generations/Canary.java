package dev.atelier.gateway.generations;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.gateway.configuration.EnvironmentNames;
import dev.atelier.gateway.configuration.GatewayConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which jobs a model's challenger gets: a share of them by configuration, by a hash of the job's id, so that a repeated
 * request meets the same version on every gateway.
 */
@ApplicationScoped
class Canary {
    private static final int BITS = 53;

    private final Map<String, Double> shares;

    @Inject
    Canary(GatewayConfig config) {
        this(config.canary());
    }

    Canary(Map<String, Double> shares) {
        this.shares = shares.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        share -> EnvironmentNames.plain(share.getKey()), Map.Entry::getValue));
    }

    /** @throws IllegalArgumentException where a share is none: at the start, not at the first order */
    void check(@Observes StartupEvent start) {
        shares.forEach((model, share) -> {
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException(
                        "atelier.canary.\"" + model + "\" must be a share from 0 to 1, not " + share);
            }
        });
    }

    boolean takes(String model, String job) {
        return !shares.isEmpty() && takes(shares.getOrDefault(EnvironmentNames.plain(model), 0.0), job);
    }

    /** @param share 0 for no job, 1 for every job */
    static boolean takes(double share, String job) {
        byte[] hash = Sha256.newDigest().digest(("canary\0" + job).getBytes(StandardCharsets.UTF_8));
        return (ByteBuffer.wrap(hash).getLong() >>> (Long.SIZE - BITS)) < share * (1L << BITS);
    }
}
