package dev.atelier.trainer.datasets;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.atelier.contract.artefact.Part;
import dev.atelier.contract.artefact.PictureFormat;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a prepared data set is. It is written last, so a folder without it is no data set, and has no time in it: preparing
 * the same source in the same way gives the same bytes.
 *
 * @param formatVersion of the folder, now {@value #VERSION}
 * @param name 1 to 63 of a-z, 0-9, '.' and '-', beginning with a letter or digit
 * @param digest see {@link #digestOf}
 * @param source what it was made from, for people
 * @param settings how it was made
 * @param picture size of all pictures
 * @param perFile pictures in each file but the last of a split
 * @param counts pictures of each split
 * @param schema of the attributes
 * @param classes in the order of their labels
 * @param files name to digest and size; those of a split in the order of their names
 * @param skipped what was left out of the source, by reason
 * @param remarks what was found odd and kept nevertheless, by what it is
 */
public record PreparedManifest(
        int formatVersion,
        String name,
        String digest,
        String source,
        Map<String, String> settings,
        PictureFormat picture,
        int perFile,
        Map<Split, Integer> counts,
        AttributeSchema schema,
        List<Classes.Named> classes,
        Map<String, Part> files,
        List<Finding> skipped,
        List<Finding> remarks) {

    public static final int VERSION = 1;
    public static final String FILE = "manifest.json";

    /** The file that has a line for each example. */
    public static final String EXAMPLES = "examples.jsonl";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
    private static final Pattern FILE_NAME = Pattern.compile("[a-z][a-z0-9.-]{0,62}");

    public PreparedManifest {
        if (formatVersion != VERSION) {
            throw new IllegalArgumentException("format version " + formatVersion
                    + " of prepared data sets is not known here; this release reads version " + VERSION);
        }
        requireName(name);
        for (Object field :
                new Object[] {digest, source, settings, picture, counts, schema, classes, files, skipped, remarks}) {
            Objects.requireNonNull(field, "the manifest lacks one of its fields");
        }
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        classes = List.copyOf(classes);
        skipped = List.copyOf(skipped);
        remarks = List.copyOf(remarks);
        for (String file : files.keySet()) {
            if (!FILE_NAME.matcher(file).matches()) {
                throw new IllegalArgumentException("'" + file + "' cannot be the name of a data set's file");
            }
        }
        if (perFile < 1 || !counts.keySet().containsAll(List.of(Split.values())) || !files.containsKey(EXAMPLES)) {
            throw new IllegalArgumentException("the manifest lacks the pictures per file, the count of a split, or "
                    + EXAMPLES + " among the files");
        }
        String expected = digestOf(picture, schema, classes, files);
        if (!expected.equals(digest)) {
            throw new IllegalArgumentException("the manifest's digest is " + digest
                    + " but its files, schema and classes give " + expected + ": it was altered");
        }
    }

    /** @throws IllegalArgumentException where it can't be a data set's name */
    public static void requireName(String name) {
        require("a data set's name", name);
    }

    /** @throws IllegalArgumentException where it can't be the name of a data set's version */
    public static void requireVersion(String version) {
        require("the version of a data set", version);
    }

    private static void require(String what, String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' cannot be " + what
                    + ": 1 to 63 of a-z, 0-9, '.' and '-', beginning with a letter or digit");
        }
    }

    /** SHA-256 over everything that decides what is learned: pictures, attributes, splits, schema and classes. */
    public static String digestOf(
            PictureFormat picture, AttributeSchema schema, List<Classes.Named> classes, Map<String, Part> files) {
        StringBuilder text = new StringBuilder();
        text.append("picture ").append(picture.width()).append(' ').append(picture.height());
        text.append(' ').append(picture.channels()).append('\n');
        text.append("schema ").append(Sha256.of(Json.bytes(schema))).append('\n');
        text.append("classes ").append(Sha256.of(Json.bytes(classes))).append('\n');
        new TreeMap<>(files)
                .forEach((file, part) ->
                        text.append(file).append(' ').append(part.sha256()).append('\n'));
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The names of the files with a split's pictures, in their order. */
    public List<String> pictureFiles(Split split) {
        return files.keySet().stream()
                .filter(file -> file.startsWith(split.fileName() + "-"))
                .toList();
    }

    /** The first 12 digits of the digest, for people. */
    @JsonIgnore
    public String shortDigest() {
        return digest.substring(0, 12);
    }
}
