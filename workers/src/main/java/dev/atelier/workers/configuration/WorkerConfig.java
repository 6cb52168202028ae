package dev.atelier.workers.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an installation sets. Keys begin with {@code atelier.}; as environment variables {@code ATELIER_WORKER_CACHE} and
 * so on. The broker is {@code kafka.bootstrap.servers}, and every other {@code kafka.…} key reaches Kafka's clients.
 */
@ConfigMapping(prefix = "atelier")
public interface WorkerConfig {
    Store store();

    Worker worker();

    /** {@code atelier.parent-pid}: this process ends, gracefully, with the process of that id. */
    OptionalLong parentPid();

    /** The S3 store, {@code atelier.store.…}. */
    interface Store {
        /** {@code endpoint}: its URL as seen from this process. */
        @WithDefault("http://127.0.0.1:9000")
        String endpoint();

        /** {@code public-endpoint}: its URL as clients reach it; the same unless given. */
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

    /** The worker itself, {@code atelier.worker.…}. */
    interface Worker {
        /** {@code name}: how events name this worker; host name and process id unless given. */
        Optional<String> name();

        /**
         * {@code instance-id}: a name that stays the same over restarts and is unique in the consumer group. A worker
         * that has one takes over its own partitions at once after a crash; without one, the group waits for the
         * session to run out (10 s) before it gives them to others.
         */
        Optional<String> instanceId();

        /** {@code cache}: folder for model versions fetched from the store, of this worker alone; may be deleted. */
        @WithDefault(".atelier/cache/models")
        Path cache();

        /**
         * {@code generators}: how many compute side by side, 1 or more, each with {@code OMP_NUM_THREADS} threads and
         * weights in memory of its own. One with more threads answers a single request sooner, several with fewer make
         * more pictures. On a GPU: 1.
         */
        @WithDefault("1")
        int generators();

        /** {@code models-loaded}: model versions kept in memory, 1 or more; the least recently used gives way. */
        @WithDefault("4")
        int modelsLoaded();

        /**
         * {@code batch-size}: most pictures of one batch, 1 or more. The generator computes 32 at a time, so larger ones gain
         * nothing, and whoever waits for a picture waits longer.
         */
        @WithDefault("32")
        int batchSize();

        /**
         * {@code interactive-batch-size}: pictures of a batch in which somebody waits for a picture and which shards of
         * catalogues fill, 1 or more; larger where more people wait. For a second after each such picture batches of shards
         * alone hold twice as many. The smaller, the sooner a person is served, and the fewer pictures of catalogues are made
         * meanwhile.
         */
        @WithDefault("8")
        int interactiveBatchSize();

        /** {@code batch-wait}: how long a picture waits for mates while the generator is busy; 0 for not at all. */
        @WithDefault("2ms")
        Duration batchWait();

        /**
         * {@code pictures-in-flight}: most pictures between Kafka and the last event; at least 128. It bounds the
         * worker's memory, and how much is done again after a crash.
         */
        @WithDefault("512")
        int picturesInFlight();

        /**
         * {@code bulk-share}: of all places in batches, how many shards of catalogues get while people ask for more than
         * the generator makes, 0 to 1. When they ask for less, shards get the rest.
         */
        @WithDefault("0.1")
        double bulkShare();

        /**
         * {@code model-stint}: for how long batches of shards stay with one model version while shards of another wait;
         * versions beyond {@code models-loaded} have to be loaded again at each change.
         */
        @WithDefault("250ms")
        Duration modelStint();

        /**
         * {@code shards-open}: shards of which pictures are made at one time, 1 or more. Each takes disk space for its
         * file and some megabytes of memory for its items.
         */
        @WithDefault("4")
        int shardsOpen();

        /**
         * {@code shards-held}: requests for shards taken from the broker, open or not, 1 or more. Among these tenants
         * are served in turn.
         */
        @WithDefault("64")
        int shardsHeld();

        /** {@code scratch}: folder for the files of open shards; the system's folder for temporary files unless given. */
        Optional<Path> scratch();

        /** {@code encode-threads}: PNG encoders beside the generator, so many for each lane. */
        @WithDefault("1")
        int encodeThreads();

        /** {@code store-threads}: puts on their way to the store at one time. */
        @WithDefault("16")
        int storeThreads();

        /**
         * {@code shards-asked}: most shards of one tenant's batches that wait or are being made at one time, 1 or more, for
         * each worker that expands some of them; so many are made again at most when it ends. Well below {@code shards-held}.
         */
        @WithDefault("16")
        int shardsAsked();

        /**
         * {@code sources-kept}: how long after a batch's end its source and the lists of its shards' items stay in the
         * store, at most 29 days. They never go while the batch can be resumed or retried.
         */
        @WithDefault("7d")
        Duration sourcesKept();

        /** {@code commands-since}: how far back a worker reads commands at its start; the longest life of a request. */
        @WithDefault("24h")
        Duration commandsSince();

        /** {@code drain-within}: how long a worker that is told to end finishes what it has begun. */
        @WithDefault("14s")
        Duration drainWithin();
    }
}
