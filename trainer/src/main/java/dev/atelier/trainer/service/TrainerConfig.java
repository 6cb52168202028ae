package dev.atelier.trainer.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The trainer's settings; each also as an environment variable, e.g. {@code ATELIER_STORE_ENDPOINT}. */
@ConfigMapping(prefix = "atelier")
public interface TrainerConfig {
    Store store();

    Trainer trainer();

    /** The process to end with, so that nothing outlives its launcher. */
    Optional<Long> parentPid();

    interface Store {
        /** URL of the S3 endpoint. */
        @WithDefault("http://127.0.0.1:9000")
        String endpoint();

        /** URL under which clients reach it; by default the endpoint. */
        Optional<String> publicEndpoint();

        @WithDefault("us-east-1")
        String region();

        String accessKey();

        String secretKey();

        /** Made at start where absent. */
        @WithDefault("atelier")
        String bucket();
    }

    interface Trainer {
        /** Folder of artefacts that are published at start where they are not yet. */
        Optional<Path> shippedModels();
    }
}
