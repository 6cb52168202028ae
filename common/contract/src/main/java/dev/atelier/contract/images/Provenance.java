package dev.atelier.contract.images;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.experiments.Ingredients;
import dev.atelier.contract.experiments.Latent;
import dev.atelier.contract.experiments.Truncation;
import dev.atelier.contract.experiments.Waypoint;
import dev.atelier.contract.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a picture's bytes depend on, as carried in its PNG text chunks. Two pictures of equal provenance are
 * equal byte for byte.
 *
 * @param attributes the checked choice, canonical; of an interpolated picture where its way starts
 * @param seed of the latent, 0 to 2⁵³−1: the request's; of an interpolated picture that of the start, of a variation that of
 *     the latent which is varied
 * @param index of the latent: the picture's place within its request, from 0, unless that chose another
 * @param model name
 * @param version of the model
 * @param digest of the model (network, weights, schema)
 * @param runtime fingerprint: backend, instruction set, versions
 * @param interpolation its place on the way to another latent, other attributes or both; of a variation {@code strength} of
 *     the way to its own latent
 * @param truncation of its latent
 */
public record Provenance(
        Selection attributes,
        long seed,
        int index,
        String model,
        String version,
        String digest,
        String runtime,
        Optional<Waypoint> interpolation,
        Optional<Truncation> truncation) {
    private static final String ATTRIBUTES = "attributes";
    private static final String SEED = "seed";
    private static final String INDEX = "index";
    private static final String MODEL = "model";
    private static final String MODEL_VERSION = "model-version";
    private static final String DIGEST = "model-digest";
    private static final String RUNTIME = "runtime";
    private static final String INTERPOLATION = "interpolation";
    private static final String TRUNCATION = "truncation";

    /** @throws IllegalArgumentException where seed or index name no latent */
    public Provenance {
        new Latent(seed, index);
    }

    /** Of a picture without an experiment. */
    public Provenance(
            Selection attributes, long seed, int index, String model, String version, String digest, String runtime) {
        this(attributes, seed, index, model, version, digest, runtime, Optional.empty(), Optional.empty());
    }

    /** Of a picture that a model has made of its ingredients. */
    public static Provenance of(Ingredients made, String model, String version, String digest, String runtime) {
        return new Provenance(
                made.attributes(),
                made.latent().seed(),
                made.latent().index(),
                model,
                version,
                digest,
                runtime,
                made.interpolation(),
                made.truncation());
    }

    /** What the model made it of. */
    public Ingredients ingredients() {
        return new Ingredients(attributes, new Latent(seed, index), interpolation, truncation);
    }

    /** The text chunks, keyword to text, in the order in which they are written; those of an experiment only where used. */
    public Map<String, String> toTexts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put(ATTRIBUTES, attributes.toString());
        texts.put(SEED, Long.toString(seed));
        texts.put(INDEX, Integer.toString(index));
        texts.put(MODEL, model);
        texts.put(MODEL_VERSION, version);
        texts.put(DIGEST, digest);
        texts.put(RUNTIME, runtime);
        interpolation.ifPresent(
                place -> texts.put(INTERPOLATION, new String(Json.bytes(place), StandardCharsets.UTF_8)));
        truncation.ifPresent(given -> texts.put(TRUNCATION, given.toString()));
        return texts;
    }

    /**
     * Reads the provenance of a picture of ours.
     *
     * @throws InvalidPngException where the PNG is damaged, or carries no provenance
     */
    public static Provenance of(byte[] png) {
        Map<String, String> texts = PngReader.texts(png);
        try {
            return new Provenance(
                    Json.mapper().readValue(text(texts, ATTRIBUTES), Selection.class),
                    Long.parseLong(text(texts, SEED)),
                    Integer.parseInt(text(texts, INDEX)),
                    text(texts, MODEL),
                    text(texts, MODEL_VERSION),
                    text(texts, DIGEST),
                    text(texts, RUNTIME),
                    interpolation(texts),
                    Optional.ofNullable(texts.get(TRUNCATION)).map(text -> new Truncation(new BigDecimal(text))));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new InvalidPngException("the picture's provenance cannot be read: " + e.getMessage());
        }
    }

    private static Optional<Waypoint> interpolation(Map<String, String> texts) throws JsonProcessingException {
        String text = texts.get(INTERPOLATION);
        return text == null ? Optional.empty() : Optional.of(Json.mapper().readValue(text, Waypoint.class));
    }

    /**
     * The provenance of the picture in a file.
     *
     * @param where the file, for the message
     * @throws InvalidPngException as {@link #of(byte[])}, with the file's name
     */
    public static Provenance of(byte[] png, String where) {
        try {
            return of(png);
        } catch (InvalidPngException e) {
            throw new InvalidPngException(where + ": " + e.getMessage());
        }
    }

    private static String text(Map<String, String> texts, String keyword) {
        String text = texts.get(keyword);
        if (text == null) {
            throw new InvalidPngException("the picture has no text '" + keyword + "': it was not made by Atelier");
        }
        return text;
    }
}
