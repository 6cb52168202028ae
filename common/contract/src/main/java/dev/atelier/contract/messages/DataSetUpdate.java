package dev.atelier.contract.messages;

import dev.atelier.contract.objects.ObjectKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A data set has a new version in the store, and models are to learn from it.
 *
 * @param id of the update: the same one delivered twice asks for the same runs
 * @param dataSet name
 * @param version of it, immutable
 * @param location prefix of its objects in the store; {@code datasets/{dataSet}/{version}/} where absent
 * @param manifestSha256 SHA-256 of the manifest's bytes, 64 hexadecimal digits
 * @param models that are to learn from it, 1 or more
 * @param by who says so
 */
public record DataSetUpdate(
        int schemaVersion,
        String id,
        String dataSet,
        String version,
        Optional<String> location,
        String manifestSha256,
        List<String> models,
        Instant at,
        String by) {
    public static final int VERSION = 1;
    public static final String TYPE = "dev.atelier.dataset.updated";

    public DataSetUpdate {
        Required.text("id", id);
        Required.text("dataSet", dataSet);
        Required.text("version", version);
        Required.text("manifestSha256", manifestSha256);
        Required.field("models", models);
        Required.field("at", at);
        Required.text("by", by);
        if (!manifestSha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "'manifestSha256' must be 64 digits of 0-9 and a-f, not '" + manifestSha256 + "'");
        }
        if (models.isEmpty()) {
            throw new IllegalArgumentException("'models' names no model that the update concerns");
        }
        models.forEach(model -> Required.text("models", model));
        models = models.stream().distinct().toList();
        location = location == null ? Optional.empty() : location;
        location.ifPresent(prefix -> Required.text("location", prefix));
    }

    /** Where the data set's files lie in the store, ending with a slash. */
    public String prefix() {
        return prefix(dataSet, version, location);
    }

    /** Where the files of a version lie in the store, ending with a slash. */
    public static String prefix(String dataSet, String version, Optional<String> location) {
        String folder = location.orElseGet(() -> ObjectKeys.dataSetFile(dataSet, version, ""));
        return folder.endsWith("/") ? folder : folder + "/";
    }
}
