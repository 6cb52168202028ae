package dev.atelier.contract.images;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atelier.contract.attributes.Selection;
import dev.atelier.contract.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that a picture's bytes depend on, as carried in its PNG text chunks. Two pictures of equal provenance are
 * equal byte for byte.
 *
 * @param attributes the checked choice, canonical
 * @param seed of the request, 0 to 2⁵³−1
 * @param index of the picture within its request, from 0
 * @param model name
 * @param version of the model
 * @param digest of the model (network, weights, schema)
 * @param runtime fingerprint: backend, instruction set, versions
 */
public record Provenance(
        Selection attributes, long seed, int index, String model, String version, String digest, String runtime) {
    private static final String ATTRIBUTES = "attributes";
    private static final String SEED = "seed";
    private static final String INDEX = "index";
    private static final String MODEL = "model";
    private static final String MODEL_VERSION = "model-version";
    private static final String DIGEST = "model-digest";
    private static final String RUNTIME = "runtime";

    /** The text chunks, keyword to text, in the order in which they are written. */
    public Map<String, String> toTexts() {
        var texts = new LinkedHashMap<String, String>();
        texts.put(ATTRIBUTES, attributes.toString());
        texts.put(SEED, Long.toString(seed));
        texts.put(INDEX, Integer.toString(index));
        texts.put(MODEL, model);
        texts.put(MODEL_VERSION, version);
        texts.put(DIGEST, digest);
        texts.put(RUNTIME, runtime);
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
                    text(texts, RUNTIME));
        } catch (JsonProcessingException | NumberFormatException e) {
            throw new InvalidPngException("the picture's provenance cannot be read: " + e.getMessage());
        }
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
