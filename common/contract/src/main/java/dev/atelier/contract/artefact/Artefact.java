package dev.atelier.contract.artefact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.ShownCombinations;
import dev.atelier.contract.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A verified artefact folder. Instances come only from {@link #open} and {@link #write}. */
public final class Artefact {
    private final Path folder;
    private final Manifest manifest;

    private Artefact(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /**
     * Opens a folder and checks every part against the manifest.
     *
     * @throws InvalidArtefactException where the manifest is missing or unreadable, or a part is missing or altered
     */
    public static Artefact open(Path folder) {
        Path file = folder.resolve(Manifest.FILE);
        if (!Files.isRegularFile(file)) {
            throw new InvalidArtefactException(
                    folder + " holds no " + Manifest.FILE + ": it is no artefact, or its writing was interrupted");
        }
        try {
            Manifest manifest = parse(Files.readAllBytes(file), file.toString());
            for (Map.Entry<String, Part> part : manifest.parts().entrySet()) {
                verify(folder.resolve(part.getKey()), part.getValue());
            }
            return new Artefact(folder, manifest);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the artefact in " + folder, e);
        }
    }

    /**
     * Reads a manifest.
     *
     * @param where it comes from, for the message
     * @throws InvalidArtefactException where it is no manifest that this release can read
     */
    public static Manifest parse(byte[] json, String where) {
        try {
            return Json.mapper().readValue(json, Manifest.class);
        } catch (JsonProcessingException e) {
            throw new InvalidArtefactException(where + " is no valid manifest: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(where, e);
        }
    }

    private static void verify(Path file, Part expected) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidArtefactException(file + " is missing, though the manifest names it");
        }
        long size = Files.size(file);
        if (size != expected.size()) {
            throw new InvalidArtefactException(
                    file + " has " + size + " bytes where the manifest says " + expected.size() + ": torn or altered");
        }
        String actual = Sha256.of(file);
        if (!actual.equals(expected.sha256())) {
            throw new InvalidArtefactException(file + " has SHA-256 " + actual + " where the manifest says "
                    + expected.sha256() + ": altered or damaged");
        }
    }

    /** What {@link #write} is told about a new artefact; the fields are those of {@link Manifest}. */
    public record Description(
            String model,
            String version,
            String kind,
            PictureFormat picture,
            int latentSize,
            AttributeSchema schema,
            JsonNode recipe,
            String dataDigest,
            JsonNode scores,
            Optional<ShownCombinations> shown,
            Optional<Lineage> lineage) {
        /** Of an artefact that says neither what its training pictures showed nor which run made it. */
        public Description(
                String model,
                String version,
                String kind,
                PictureFormat picture,
                int latentSize,
                AttributeSchema schema,
                JsonNode recipe,
                String dataDigest,
                JsonNode scores) {
            this(
                    model,
                    version,
                    kind,
                    picture,
                    latentSize,
                    schema,
                    recipe,
                    dataDigest,
                    scores,
                    Optional.empty(),
                    Optional.empty());
        }

        /** The model digest that these parts have under this description, see {@link Manifest#digestOf}. */
        public String digest(Map<String, byte[]> parts) {
            return Manifest.digestOf(described(parts), schema, picture, latentSize);
        }
    }

    private static Map<String, Part> described(Map<String, byte[]> parts) {
        var described = new TreeMap<String, Part>();
        parts.forEach((name, content) -> described.put(name, new Part(Sha256.of(content), content.length)));
        return described;
    }

    /**
     * Writes an artefact: each part, then the manifest by an atomic move, so that a torn writing leaves no manifest.
     *
     * @param folder created where absent; must not hold a manifest yet
     * @param parts file name to content, {@link Manifest#NETWORK} and {@link Manifest#WEIGHTS} among them
     */
    public static Artefact write(Path folder, Description what, Map<String, byte[]> parts) throws IOException {
        if (Files.exists(folder.resolve(Manifest.FILE))) {
            throw new InvalidArtefactException(folder + " already holds an artefact; artefacts are immutable");
        }
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            Files.write(folder.resolve(part.getKey()), part.getValue());
        }
        Manifest manifest = new Manifest(
                Manifest.VERSION,
                what.model(),
                what.version(),
                what.kind(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                what.picture(),
                what.latentSize(),
                what.schema(),
                what.recipe(),
                what.dataDigest(),
                what.scores(),
                described(parts),
                what.digest(parts),
                what.shown(),
                what.lineage());
        Path unfinished = folder.resolve(Manifest.FILE + ".unfinished");
        Files.writeString(unfinished, Json.pretty(manifest));
        Files.move(unfinished, folder.resolve(Manifest.FILE), StandardCopyOption.ATOMIC_MOVE);
        return new Artefact(folder, manifest);
    }

    public Manifest manifest() {
        return manifest;
    }

    public Path folder() {
        return folder;
    }

    /** The path of a part that the manifest names. */
    public Path part(String name) {
        if (!manifest.parts().containsKey(name)) {
            throw new InvalidArtefactException(folder + " has no part '" + name + "'; it has "
                    + manifest.parts().keySet());
        }
        return folder.resolve(name);
    }
}
