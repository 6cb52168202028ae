package dev.atelier.contract.messages;

import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Experiment;
import dev.atelier.contract.experiments.Ingredients;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.experiments.Variation;
import dev.atelier.contract.experiments.Waypoint;
import java.time.Instant;
import java.util.Optional;

/**
 * One accepted job: pictures of one selection by one model version.
 *
 * @param schemaVersion of this record, at most {@value #VERSION}; where it needs no newer one an older, so that older
 *     releases read all that they can fulfil, see {@link #versionFor}
 * @param id job id
 * @param tenant whose job it is; {@code default} until accounts exist
 * @param model name
 * @param version resolved from the alias when the job was accepted
 * @param digest of that version; the worker generates with these weights or not at all
 * @param attributes checked against the model's schema, canonical; of a grid those that all pictures share
 * @param count pictures, 1 to 64
 * @param seed 0 to 2⁵³−1
 * @param bodyDigest SHA-256 of the client's request in canonical form: tells a repeated request from another one under
 *     the same Idempotency-Key
 * @param acceptedAt by the gateway's clock
 * @param expiresAt after this a worker no longer begins the job
 * @param experiment beyond attributes and seed; absent before version {@value #EXPERIMENT_VERSION}
 * @param webhook who is called at the job's end; absent before version {@value #WEBHOOK_VERSION}
 */
public record GenerationRequest(
        int schemaVersion,
        String id,
        String tenant,
        String model,
        String version,
        String digest,
        Selection attributes,
        int count,
        long seed,
        String bodyDigest,
        Instant acceptedAt,
        Instant expiresAt,
        Optional<Experiment> experiment,
        Optional<Webhook> webhook) {
    public static final int VERSION = 5;
    public static final int VARIATION_VERSION = 5;
    public static final int WEBHOOK_VERSION = 4;
    public static final int GRID_VERSION = 3;
    public static final int EXPERIMENT_VERSION = 2;
    public static final int PLAIN_VERSION = 1;
    public static final int LARGEST_COUNT = 64;
    public static final long LARGEST_SEED = Latent.LARGEST_SEED;
    public static final String TYPE = "dev.atelier.generation.requested";

    public GenerationRequest {
        Required.text("id", id);
        Required.text("tenant", tenant);
        Required.text("model", model);
        Required.text("version", version);
        Required.text("digest", digest);
        Required.field("attributes", attributes);
        Required.text("bodyDigest", bodyDigest);
        Required.field("acceptedAt", acceptedAt);
        Required.field("expiresAt", expiresAt);
        if (count < 1 || count > LARGEST_COUNT) {
            throw new IllegalArgumentException("count must be 1 to " + LARGEST_COUNT + ", not " + count);
        }
        if (seed < 0 || seed > LARGEST_SEED) {
            throw new IllegalArgumentException("seed must be 0 to " + LARGEST_SEED + ", not " + seed);
        }
        experiment = experiment == null ? Optional.empty() : experiment.filter(given -> !given.isNone());
        if (experiment.isPresent()) {
            check(experiment.get(), schemaVersion, count, seed);
        }
        webhook = webhook == null ? Optional.empty() : webhook;
        if (webhook.isPresent() && schemaVersion < WEBHOOK_VERSION) {
            throw new IllegalArgumentException("a request of schema version " + schemaVersion + " has no 'webhook'");
        }
    }

    /** A request without an experiment and a webhook. */
    public GenerationRequest(
            int schemaVersion,
            String id,
            String tenant,
            String model,
            String version,
            String digest,
            Selection attributes,
            int count,
            long seed,
            String bodyDigest,
            Instant acceptedAt,
            Instant expiresAt) {
        this(
                schemaVersion,
                id,
                tenant,
                model,
                version,
                digest,
                attributes,
                count,
                seed,
                bodyDigest,
                acceptedAt,
                expiresAt,
                Optional.empty(),
                Optional.empty());
    }

    /** The oldest schema version that has words for all of a request. */
    public static int versionFor(Experiment experiment, Optional<Webhook> webhook) {
        if (experiment.variation().isPresent()) {
            return VARIATION_VERSION;
        }
        if (webhook.isPresent()) {
            return WEBHOOK_VERSION;
        }
        if (experiment.isNone()) {
            return PLAIN_VERSION;
        }
        return experiment.grid().isPresent() ? GRID_VERSION : EXPERIMENT_VERSION;
    }

    private static void check(Experiment experiment, int schemaVersion, int count, long seed) {
        if (schemaVersion < versionFor(experiment, Optional.empty())) {
            throw new IllegalArgumentException("a request of schema version " + schemaVersion + " has no '"
                    + (schemaVersion < EXPERIMENT_VERSION
                            ? "experiment'"
                            : experiment.variation().isPresent() ? "variation'" : "grid'"));
        }
        experiment.grid().filter(grid -> grid.cells().size() != count).ifPresent(grid -> {
            throw new IllegalArgumentException(
                    "count must be that of the grid's cells, " + grid.cells().size() + ", not " + count);
        });
        if (experiment.interpolate().isPresent() && count < 2) {
            throw new IllegalArgumentException("an interpolation needs a count of 2 or more: its two ends");
        }
        experiment.latent().filter(latent -> latent.seed() != seed).ifPresent(latent -> {
            throw new IllegalArgumentException("seed must be that of the latent, " + latent.seed() + ", not " + seed);
        });
    }

    /**
     * What goes into a picture.
     *
     * @param index of the picture within the request, from 0
     */
    public Ingredients ingredients(int index) {
        Experiment asked = experiment.orElse(Experiment.NONE);
        Selection shown = asked.grid().map(grid -> grid.cells().get(index)).orElse(attributes);
        Latent own = ownLatent(asked, index);
        Optional<Waypoint> place = asked.variation()
                .map(variation -> variation.towards(own))
                .or(() -> asked.interpolate().map(way -> new Waypoint(way.to(), index, count - 1)));
        Latent start = asked.variation().map(Variation::of).orElse(own);
        return new Ingredients(shown, start, place, asked.truncation());
    }

    /** All pictures of a way or of a grid have the first one's. */
    private Latent ownLatent(Experiment asked, int index) {
        int first = asked.latent().map(Latent::index).orElse(0);
        boolean oneLatent = asked.interpolate().isPresent() || asked.grid().isPresent();
        return new Latent(seed, oneLatent ? first : first + index);
    }
}
