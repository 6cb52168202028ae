package dev.atelier.contract.artefact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.ShownCombinations;
import dev.atelier.contract.json.Json;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an artefact is: the content of its manifest.json.
 *
 * @param schemaVersion format of the manifest, now {@value #VERSION}
 * @param model name under which it is served, e.g. {@code fashion-mnist-cgan}
 * @param version of the model; immutable once published
 * @param kind of network, e.g. {@code cgan}; {@link #EMBEDDER} for one that makes no pictures but looks at them
 * @param createdAt when the artefact was written
 * @param picture size of what it generates, or of what an embedder looks at
 * @param latentSize numbers in a latent vector, or in the vector that an embedder gives
 * @param schema attributes it is conditioned on, or by which an embedder learned what is alike
 * @param recipe how it was trained, as a JSON object
 * @param dataDigest digest of the data set it was trained on
 * @param scores of its evaluation at the time of writing, as a JSON object
 * @param parts file name to its digest and size, {@link #NETWORK} and {@link #WEIGHTS} among them
 * @param digest identity of the generating function, see {@link #digestOf}
 * @param lineage which run made it; absent where none did
 * @param shown the combinations that occurred in the training pictures; absent where nobody wrote them down
 */
public record Manifest(
        int schemaVersion,
        String model,
        String version,
        String kind,
        Instant createdAt,
        PictureFormat picture,
        int latentSize,
        AttributeSchema schema,
        JsonNode recipe,
        String dataDigest,
        JsonNode scores,
        Map<String, Part> parts,
        String digest,
        Optional<ShownCombinations> shown,
        Optional<Lineage> lineage) {
    public static final int VERSION = 1;
    public static final String FILE = "manifest.json";
    public static final String NETWORK = "network.json";
    public static final String WEIGHTS = "weights.safetensors";

    /** A picture that the version made when it was written, to compare with what it makes elsewhere; may be absent. */
    public static final String GOLDEN = "golden.png";

    /** The kind of what turns pictures into feature vectors. */
    public static final String EMBEDDER = "embedder";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
    private static final Pattern PART_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}");

    public Manifest {
        if (schemaVersion != VERSION) {
            throw new IllegalArgumentException(
                    "manifest version " + schemaVersion + " is not known here; this release reads version " + VERSION);
        }
        requireName("model", model);
        requireName("version", version);
        for (Map.Entry<String, Object> field : Map.of(
                        "kind",
                        orMissing(kind),
                        "createdAt",
                        orMissing(createdAt),
                        "picture",
                        orMissing(picture),
                        "schema",
                        orMissing(schema),
                        "recipe",
                        orMissing(recipe),
                        "dataDigest",
                        orMissing(dataDigest),
                        "scores",
                        orMissing(scores),
                        "parts",
                        orMissing(parts))
                .entrySet()) {
            if (field.getValue() == Missing.FIELD) {
                throw new IllegalArgumentException("the manifest lacks '" + field.getKey() + "'");
            }
        }
        if (latentSize < 1) {
            throw new IllegalArgumentException("latentSize must be at least 1, not " + latentSize);
        }
        parts = Collections.unmodifiableMap(new TreeMap<>(parts));
        if (!parts.containsKey(NETWORK) || !parts.containsKey(WEIGHTS)) {
            throw new IllegalArgumentException(
                    "a manifest names the parts " + NETWORK + " and " + WEIGHTS + "; this one has " + parts.keySet());
        }
        for (String part : parts.keySet()) {
            if (!PART_NAME.matcher(part).matches()) {
                throw new IllegalArgumentException("'" + part + "' cannot be the name of a part");
            }
        }
        String expected = digestOf(parts, schema, picture, latentSize);
        if (!expected.equals(digest)) {
            throw new IllegalArgumentException("the manifest's digest is " + digest
                    + " but its network, weights and schema give " + expected + ": it was altered");
        }
        shown = shown == null ? Optional.empty() : shown;
        lineage = lineage == null ? Optional.empty() : lineage;
    }

    private enum Missing {
        FIELD
    }

    private static Object orMissing(Object field) {
        return field == null ? Missing.FIELD : field;
    }

    private static void requireName(String field, String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' cannot be a " + field
                    + ": 1 to 63 of a-z, 0-9, '.' and '-', beginning with a letter or digit");
        }
    }

    /**
     * The model digest: SHA-256 over the digests of network and weights and the canonical JSON of schema, picture
     * format and latent size. It covers what decides a pixel, and nothing else.
     */
    public static String digestOf(
            Map<String, Part> parts, AttributeSchema schema, PictureFormat picture, int latentSize) {
        String text = NETWORK + " " + parts.get(NETWORK).sha256() + "\n" + WEIGHTS + " "
                + parts.get(WEIGHTS).sha256() + "\n" + "schema " + Sha256.of(Json.bytes(schema)) + "\n" + "picture "
                + picture.width() + " " + picture.height() + " " + picture.channels() + "\n" + "latent " + latentSize
                + "\n";
        return Sha256.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Whether this makes no pictures but looks at them. */
    @JsonIgnore
    public boolean isEmbedder() {
        return kind.equals(EMBEDDER);
    }

    /** The first 12 digits of the digest, for people. */
    @JsonIgnore
    public String shortDigest() {
        return digest.substring(0, 12);
    }
}
