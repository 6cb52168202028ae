package dev.atelier.trainer.service;

import dev.atelier.contract.objects.StoreSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

        /** As the store's client takes them. */
        default StoreSettings settings() {
            return new StoreSettings(
                    endpoint(), publicEndpoint().orElse(endpoint()), region(), accessKey(), secretKey(), bucket());
        }
    }

    interface Trainer {
        /** Folder of artefacts that are published at start where they are not yet. */
        Optional<Path> shippedModels();

        /** How updates of data sets become better models. */
        Retraining retraining();

        Retention retention();

        /** How each model learns anew, by its name; those that are not named go by the defaults. */
        @WithDefaults
        Map<String, ModelTraining> models();
    }

    interface Retraining {
        /** Whether this trainer takes updates in and carries out training runs. */
        @WithDefault("true")
        boolean enabled();

        /** Name of this trainer, unique among those that live; made up where absent. */
        Optional<String> name();

        /** Consumer group of all trainers, for taking updates in. */
        @WithDefault("atelier-trainers")
        String group();

        /** Silence after which another trainer takes a run; five heartbeats come in this time. At least 1 s. */
        @WithDefault("15s")
        Duration lease();

        /** Attempts in a row that come no further than those before, after which a run fails. */
        @WithDefault("5")
        int attempts();

        /**
         * Local folder for data sets, models and the training under way. Nothing in it is needed after a restart: all of it
         * is in the store as well. What ended attempts left there, and data sets and models that the present one does not
         * use, are cleared at the start and with each attempt, but not while another trainer works in the same folder.
         */
        @WithDefault("${java.io.tmpdir}/atelier-trainer")
        Path work();

        /** Least time between two progress events of a run. */
        @WithDefault("3s")
        Duration reportEvery();
    }

    interface Retention {
        /** Whether this trainer removes what nothing needs any more. */
        @WithDefault("true")
        boolean enabled();

        /** Newest versions of each model that stay whatever their age. */
        @WithDefault("5")
        int versions();

        /** Age under which a version stays. */
        @WithDefault("7d")
        Duration youngest();

        /** Time between a version's retirement and the removal of its objects: longer than any request may wait. */
        @WithDefault("24h")
        Duration requests();

        /** How long after a run's end its checkpoints stay. */
        @WithDefault("7d")
        Duration checkpoints();

        /**
         * How long a picture under {@code products/} stays in the store that no product refers to any more: after a product
         * has another picture or is taken out, what it had may still be shown or looked at somewhere.
         */
        @WithDefault("7d")
        Duration products();

        /** How long a picture stays that somebody searched with, where the gateway ended before it could remove it. */
        @WithDefault("1h")
        Duration queries();

        /** Pause between two sweeps. */
        @WithDefault("1h")
        Duration every();
    }

    interface ModelTraining {
        /** Kind of a model that has no champion yet, such as {@code cgan}. */
        @WithDefault("cgan")
        String kind();

        /**
         * Recipe of a model that has no champion yet, or whose champion does not say how it was trained: {@code seed}, {@code
         * strong} or the path of a file. Where it is absent, updates that concern a model without a champion fail.
         */
        Optional<String> recipe();

        /** Passes over the data of a training, in each phase of a model that grows; the recipe's where absent. */
        Optional<Integer> epochs();

        /** In place of epochs: steps of a training, rounded up to whole epochs. */
        Optional<Long> steps();

        /** Time after which a training ends as it is; one of a model that grows fails where it is not in its last phase then. */
        Optional<Duration> time();

        /** Epochs between two measurements of the held-out label match; 0 for none, and no early end. */
        @WithDefault("1")
        int measureEvery();

        /** Measurements without a better one after which a training ends; the best generator is what comes of it. */
        @WithDefault("5")
        int patience();

        /** Steps between two checkpoints, each of which goes into the store. */
        @WithDefault("500")
        int checkpointEvery();

        /** Pictures of challenger and champion that are measured. */
        @WithDefault("5000")
        int images();

        /** Seed of these pictures. */
        @WithDefault("1")
        long seed();

        /** Passes over the data of the classifier that measures, which is trained once for each data set version. */
        @WithDefault("6")
        int classifierEpochs();

        /** Whether a person has to approve of a challenger that passed the gate before it becomes the champion. */
        @WithDefault("false")
        boolean needsApproval();

        Gate gate();
    }

    /** What a challenger has to be like. Shares and losses of shares from 0 to 1; growths are relative. */
    interface Gate {
        /** Loss of label match that is borne. */
        @WithDefault("0.01")
        double labelMatchLoss();

        /** Growth of FID that is borne. */
        @WithDefault("0.05")
        double fidGrowth();

        /** Loss of the F1 of any single value of an attribute that is borne. */
        @WithDefault("0.05")
        double valueLoss();

        /** Pictures of a value from which its F1 says something; values asked for less often are left out. */
        @WithDefault("50")
        int valueImages();

        /** Growth of the time for a batch that is borne. */
        @WithDefault("0.25")
        double latencyGrowth();

        /** Gain of label match from which the challenger is better; it must be better in this or in FID. */
        @WithDefault("0.005")
        double labelMatchGain();

        /** Fall of FID from which the challenger is better. */
        @WithDefault("0.02")
        double fidDrop();

        /** Label match that a model's first version has to reach. */
        @WithDefault("0.5")
        double leastLabelMatch();

        /** FID that a model's first version must not exceed; any where absent. */
        Optional<Double> mostFid();
    }
}
