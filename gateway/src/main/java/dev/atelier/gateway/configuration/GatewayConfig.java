package dev.atelier.gateway.configuration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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
     * forgotten before the retention. A job of one picture takes about 0.4 KB of memory.
     */
    @WithDefault("400000")
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

    /**
     * {@code atelier.tenant-header}: name of the header in which a proxy says whose request it is. It is believed, so
     * set it only where clients cannot reach this gateway but through that proxy. Unless given, every request is of the
     * tenant {@code default}.
     */
    Optional<String> tenantHeader();

    /** {@code atelier.quota.…}: what every tenant may have, unless {@code atelier.tenants} says otherwise. */
    Quota quota();

    /**
     * {@code atelier.tenants."TENANT".…}: what is different for a tenant. As environment variables {@code
     * ATELIER_TENANTS__SHOP_1__WEBHOOK_SECRET}.
     */
    Map<String, TenantSettings> tenants();

    /** The webhooks, {@code atelier.webhooks.…}. */
    Webhooks webhooks();

    /** Products and the search for them, {@code atelier.search.…}. */
    Search search();

    /** {@code atelier.parent-pid}: this process ends, gracefully, with the process of that id. */
    OptionalLong parentPid();

    /** How much one tenant may ask for. It holds over all gateways, since each reads what the others accept. */
    interface Quota {
        /**
         * {@code pictures-per-second}: accepted on average; ten seconds' worth at once, and at least 64. No limit unless
         * given.
         */
        OptionalDouble picturesPerSecond();

        /** {@code pictures-waiting}: accepted and not yet made. No limit but {@code atelier.queue-limit} unless given. */
        OptionalInt picturesWaiting();

        /** {@code catalogues-running}: batches that are not over, paused ones too; 100 unless given. */
        OptionalInt cataloguesRunning();

        /** {@code items-waiting}: items of these that are not made yet; 10,000,000 unless given. */
        OptionalLong itemsWaiting();
    }

    /** What is set for one tenant. */
    interface TenantSettings extends Quota {
        /**
         * {@code webhook-secret}: the key that signs the tenant's webhooks, {@code whsec_} and 24 to 64 bytes in Base64.
         * Without it the tenant can have none.
         */
        Optional<String> webhookSecret();
    }

    /** How webhooks are called. */
    interface Webhooks {
        /** {@code allow-http}: URLs without TLS may be called too. */
        @WithDefault("false")
        boolean allowHttp();

        /**
         * {@code allow-private-addresses}: loopback, link-local and private addresses may be called too. Whoever may ask
         * for pictures can then make this gateway send POST requests into its own network.
         */
        @WithDefault("false")
        boolean allowPrivateAddresses();

        /** {@code attempts}: calls of one webhook at most; what still fails then becomes a dead letter. */
        @WithDefault("8")
        int attempts();

        /** {@code first-retry}: time before the second attempt; each further wait is four times as long. */
        @WithDefault("5s")
        Duration firstRetry();

        /** {@code timeout}: of one call, from resolving the name to the end of the answer. */
        @WithDefault("15s")
        Duration timeout();
    }

    /** Products and the search for them. */
    interface Search {
        /**
         * {@code index}: folder in which this gateway, and no other, keeps its index of the products. Unless given, it is
         * a temporary one, and the products are read from the log at each start.
         */
        Optional<Path> index();

        /** {@code patience}: how long a search waits for a worker that makes a picture, or looks at one. */
        @WithDefault("10s")
        Duration patience();

        /** {@code picture-limit}: largest file of a picture of a product, or to search with. */
        @WithDefault("10M")
        MemorySize pictureLimit();

        /** {@code pixel-limit}: most pixels of such a picture; a small file can be a very large picture. */
        @WithDefault("25000000")
        int pixelLimit();
    }

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
