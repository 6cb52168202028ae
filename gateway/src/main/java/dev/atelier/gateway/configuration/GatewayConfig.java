package dev.atelier.gateway.configuration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an installation sets. Keys begin with {@code atelier.}; as environment variables {@code ATELIER_STORE_ENDPOINT}
 * and so on. The broker is {@code kafka.bootstrap.servers}, and every other {@code kafka.…} key reaches Kafka's clients.
 */
@ConfigMapping(prefix = "atelier")
public interface GatewayConfig {
    Store store();

    /**
     * {@code atelier.job-retention}: how long a job that is over can still be asked for, and how long its
     * Idempotency-Key is remembered.
     */
    @WithDefault("24h")
    Duration jobRetention();

    /**
     * {@code atelier.images-kept}: most pictures of jobs that are over and still shown; beyond, the oldest jobs are
     * forgotten before the retention. A job of one picture takes about 1.3 KB of memory, each further one 0.4 KB.
     */
    @WithDefault("100000")
    int imagesKept();

    /**
     * {@code atelier.catalogue-retention}: how long after its last change a batch can be asked for, and how long its
     * Idempotency-Key is remembered; at most 30 days, for which the log keeps it.
     */
    @WithDefault("30d")
    Duration catalogueRetention();

    /** {@code atelier.catalogues-kept}: most batches that can be asked for; beyond, the longest unchanged are forgotten. */
    @WithDefault("10000")
    int cataloguesKept();

    /** {@code atelier.upload-limit}: largest file of a catalogue, such as {@code 512M} or {@code 2G}. */
    @WithDefault("2G")
    MemorySize uploadLimit();

    /**
     * {@code atelier.queue-limit}: most pictures that may wait to be made; beyond, orders are refused with 503, since
     * they would rather expire than be fulfilled.
     */
    @WithDefault("100000")
    int queueLimit();

    /** {@code atelier.interactive-expiry}: a job that no worker began within this time expires. */
    @WithDefault("10m")
    Duration interactiveExpiry();

    /** {@code atelier.link-validity}: how long a presigned link to a picture works; at most 7 days, S3's limit. */
    @WithDefault("1h")
    Duration linkValidity();

    /**
     * {@code atelier.canary."MODEL"}: share, 0 to 1, of the jobs without a version of their own that the model's challenger
     * gets in place of its champion, where there is one. As an environment variable {@code
     * ATELIER_CANARY__FASHION_MNIST_CGAN_}.
     */
    Map<String, Double> canary();

    /** {@code atelier.parent-pid}: this process ends, gracefully, with the process of that id. */
    OptionalLong parentPid();

    /** The S3 store, {@code atelier.store.…}. */
    interface Store {
        /** {@code endpoint}: its URL as seen from this process. */
        @WithDefault("http://127.0.0.1:9000")
        String endpoint();

        /** {@code public-endpoint}: its URL as clients reach it, for presigned links; the same unless given. */
        Optional<String> publicEndpoint();

        /** {@code region}: for signatures. */
        @WithDefault("us-east-1")
        String region();

        /** {@code access-key}. */
        String accessKey();

        /** {@code secret-key}. */
        String secretKey();

        /** {@code bucket}. */
        @WithDefault("atelier")
        String bucket();
    }
}
