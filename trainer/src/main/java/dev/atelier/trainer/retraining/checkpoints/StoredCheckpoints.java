package dev.atelier.trainer.retraining.checkpoints;

import dev.atelier.contract.artefact.Part;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a training, kept in the store: each file under its digest, then a small pointer that names them all.
 * Whatever is torn off, by a crash or a store that went away, leaves the pointer before, whose files are still there.
 */
public final class StoredCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(StoredCheckpoints.class);
    private static final String FOLDER = "checkpoints/";
    private static final Pattern POINTER = Pattern.compile("runs/[^/]+/(\\d+)/checkpoints/(\\d+)\\.json");
    private static final int KEPT = 2;

    private final ObjectStore store;

    public StoredCheckpoints(ObjectStore store) {
        this.store = store;
    }

    /**
     * Where a checkpoint was found.
     *
     * @param attempt that made it
     * @param number of it within the attempt, from 1
     */
    public record Found(int attempt, int number) {}

    /** What an attempt writes. Its numbers go on from 1. */
    public final class Writer {
        private final String run;
        private final int attempt;
        private final Path folder;
        private final Set<String> uploaded = new HashSet<>();
        private final List<Pointer> kept = new ArrayList<>();
        private int number;

        private Writer(String run, int attempt, Path folder) {
            this.run = run;
            this.attempt = attempt;
            this.folder = folder;
        }

        /** Uploads what the folder holds now; pictures are not part of it. */
        public void save() throws IOException {
            Map<String, Part> files = new TreeMap<>();
            for (Path file : files(folder)) {
                byte[] content = Files.readAllBytes(file);
                Part part = new Part(Sha256.of(content), content.length);
                files.put(folder.relativize(file).toString(), part);
                if (uploaded.add(part.sha256())) {
                    store.put(key(part.sha256()), content, "application/octet-stream", Map.of());
                }
            }
            Pointer pointer = new Pointer(Pointer.VERSION, files);
            number++;
            store.put(key(String.format("%06d.json", number)), Json.bytes(pointer), "application/json", Map.of());
            kept.add(pointer);
            prune();
        }

        private void prune() {
            if (kept.size() <= KEPT) {
                return;
            }
            Pointer oldest = kept.remove(0);
            store.delete(key(String.format("%06d.json", number - KEPT)));
            for (Part part : oldest.files().values()) {
                if (kept.stream().noneMatch(other -> other.files().containsValue(part))
                        && uploaded.remove(part.sha256())) {
                    store.delete(key(part.sha256()));
                }
            }
        }

        private String key(String file) {
            return ObjectKeys.runFile(run, attempt, FOLDER + file);
        }
    }

    /** Of an attempt whose training lies in a local folder. */
    public Writer writer(String run, int attempt, Path folder) {
        return new Writer(run, attempt, folder);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(safetensors|json|jsonl)"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Brings the newest whole checkpoint of a run into a folder, whichever attempt made it.
     *
     * @param folder created where there is a checkpoint; what it holds is written over
     * @return empty where no attempt came to one
     */
    public Optional<Found> restore(String run, Path folder) throws IOException {
        List<Place> places = store.list("runs/" + run + "/").stream()
                .map(POINTER::matcher)
                .filter(Matcher::matches)
                .map(match -> new Place(
                        match.group(), new Found(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)))))
                .sorted(Comparator.comparing((Place place) -> place.found().attempt())
                        .thenComparing(place -> place.found().number())
                        .reversed())
                .toList();
        for (Place place : places) {
            if (restored(run, place, folder)) {
                return Optional.of(place.found());
            }
        }
        return Optional.empty();
    }

    private record Place(String key, Found found) {}

    private boolean restored(String run, Place place, Path folder) throws IOException {
        try {
            Pointer pointer = Json.mapper().readValue(store.get(place.key()), Pointer.class);
            Map<Path, byte[]> contents = new TreeMap<>();
            for (Map.Entry<String, Part> file : pointer.files().entrySet()) {
                Path target = folder.resolve(file.getKey()).normalize();
                byte[] content = store.get(ObjectKeys.runFile(
                        run, place.found().attempt(), FOLDER + file.getValue().sha256()));
                if (!target.startsWith(folder.normalize())
                        || !Sha256.of(content).equals(file.getValue().sha256())) {
                    throw new IOException(file.getKey() + " was altered or is torn");
                }
                contents.put(target, content);
            }
            for (Map.Entry<Path, byte[]> content : contents.entrySet()) {
                Files.createDirectories(content.getKey().getParent());
                Files.write(content.getKey(), content.getValue());
            }
            return true;
        } catch (ObjectNotFoundException | IOException e) {
            LOG.warn("{} is not used: {}", place.key(), e.getMessage());
            return false;
        }
    }
}
