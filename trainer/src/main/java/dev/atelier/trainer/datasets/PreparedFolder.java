package dev.atelier.trainer.datasets;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atelier.contract.artefact.Part;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.attributes.SchemaViolation;
import dev.atelier.contract.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A prepared data set: manifest.json, examples.jsonl, and the pictures as raw bytes in files named after their split,
 * {@code training-00000.pictures} and so on.
 *
 * @param folder with these files
 * @param manifest that was read from it
 */
public record PreparedFolder(Path folder, PreparedManifest manifest) {

    /** @throws DataSetException where the folder has no manifest, or one that can't be read */
    public static PreparedFolder open(Path folder) throws IOException {
        Path file = folder.resolve(PreparedManifest.FILE);
        if (!Files.exists(file)) {
            throw new DataSetException(folder + " holds no " + PreparedManifest.FILE + ": it is no prepared data set");
        }
        return new PreparedFolder(folder, parse(Files.readAllBytes(file), file.toString()));
    }

    /**
     * @param place for messages
     * @throws DataSetException where the bytes are no manifest
     */
    public static PreparedManifest parse(byte[] manifest, String place) throws IOException {
        try {
            return Json.mapper().readValue(manifest, PreparedManifest.class);
        } catch (JsonProcessingException e) {
            throw new DataSetException(place + " is no data set's manifest: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Compares all files with the manifest.
     *
     * @throws DataSetException where one is missing or altered
     */
    public PreparedFolder verified() throws IOException {
        for (Map.Entry<String, Part> entry : manifest.files().entrySet()) {
            Path file = folder.resolve(entry.getKey());
            Part part = entry.getValue();
            if (!Files.exists(file)) {
                throw new DataSetException(file + " is missing, which " + PreparedManifest.FILE + " names");
            }
            if (Files.size(file) != part.size() || !Sha256.of(file).equals(part.sha256())) {
                throw new DataSetException(file + " was altered: it is not the file of " + part.size()
                        + " bytes and SHA-256 " + part.sha256() + " that " + PreparedManifest.FILE + " names");
            }
        }
        return this;
    }

    /**
     * The data set, its pictures in memory-mapped files.
     *
     * @throws DataSetException where a file is missing, altered or wrong
     */
    public DataSet read() throws IOException {
        verified();
        Classes classes = new Classes(manifest.schema(), manifest.classes());
        return new DataSet(
                manifest.name(),
                examples(classes, Split.TRAINING),
                examples(classes, Split.HELD_OUT),
                manifest.digest());
    }

    private Examples examples(Classes classes, Split split) throws IOException {
        int count = manifest.counts().get(split);
        int size = classes.schema().conditionSize();
        byte[] conditions = new byte[Math.multiplyExact(count, size)];
        int[] labels = new int[count];
        int at = 0;
        Path file = folder.resolve(PreparedManifest.EXAMPLES);
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 1;
            for (String text = lines.readLine(); text != null; text = lines.readLine(), number++) {
                ExampleLine line = line(text, file + " line " + number);
                if (line.split() != split) {
                    continue;
                }
                if (at == count) {
                    throw new DataSetException(file + " has more " + split.fileName() + " examples than the " + count
                            + " of " + PreparedManifest.FILE);
                }
                labels[at] = line.label();
                encode(classes, line, conditions, at * size, file + " line " + number);
                at++;
            }
        }
        if (at < count) {
            throw new DataSetException(file + " has " + at + " " + split.fileName() + " examples, "
                    + PreparedManifest.FILE + " says " + count);
        }
        List<Path> files =
                manifest.pictureFiles(split).stream().map(folder::resolve).toList();
        return new Examples(
                classes, MappedPictures.of(manifest.picture(), files, manifest.perFile(), count), conditions, labels);
    }

    private static ExampleLine line(String text, String place) throws DataSetException {
        try {
            return Json.mapper().readValue(text, ExampleLine.class);
        } catch (JsonProcessingException e) {
            throw new DataSetException(place + " is no example: " + e.getOriginalMessage(), e);
        }
    }

    private static void encode(Classes classes, ExampleLine line, byte[] into, int offset, String place)
            throws DataSetException {
        try {
            float[] condition = classes.schema().encode(classes.schema().select(line.attributes()));
            for (int i = 0; i < condition.length; i++) {
                into[offset + i] = (byte) condition[i];
            }
        } catch (SchemaViolation e) {
            throw new DataSetException(place + " has attributes that the schema doesn't allow: " + e.getMessage(), e);
        }
    }
}
