package dev.atelier.trainer.retraining.updates;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.messages.DataSetUpdate;
import dev.atelier.contract.objects.ObjectNotFoundException;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.contract.objects.StoreRefusedException;
import dev.atelier.trainer.datasets.DataSetException;
import dev.atelier.trainer.datasets.PreparedFolder;
import dev.atelier.trainer.datasets.PreparedManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Whether an update can be fulfilled: the data set's manifest lies where it says and is the one that it means, and the model
 * is known.
 */
public final class UpdateCheck {

    /**
     * What is wrong.
     *
     * @param code for programs
     * @param reason for people
     */
    public record Problem(String code, String reason) {}

    /** Of a part of a key between slashes: stores that keep objects as files, MinIO among them, have no longer names. */
    private static final int LONGEST_NAME = 255;

    private final ObjectStore store;
    private final Supplier<Set<String>> champions;
    private final Predicate<String> configured;

    /**
     * @param champions gives the models that have a champion
     * @param configured whether the configuration has a recipe for a model
     */
    public UpdateCheck(ObjectStore store, Supplier<Set<String>> champions, Predicate<String> configured) {
        this.store = store;
        this.champions = champions;
        this.configured = configured;
    }

    /** What keeps a model from learning from the update, if anything does. */
    public Optional<Problem> problem(DataSetUpdate update, String model) {
        Optional<Problem> data = problemOfData(update);
        return data.isPresent() ? data : problemOfModel(model);
    }

    private Optional<Problem> problemOfData(DataSetUpdate update) {
        String key = update.prefix() + PreparedManifest.FILE;
        String what = "version " + update.version() + " of the data set " + update.dataSet();
        byte[] manifest;
        try {
            requireNames(key);
            manifest = store.get(key);
        } catch (ObjectNotFoundException e) {
            return Optional.of(new Problem(
                    "unknown-data-set",
                    what + " is not in the store: there is no " + key
                            + ", which is written last when a data set is imported"));
        } catch (IllegalArgumentException e) {
            // What comes over HTTP was looked at by the gateway; anyone writes into the topic.
            return Optional.of(new Problem(
                    "unknown-data-set", "nothing in the store can be called " + key + ": " + e.getMessage()));
        } catch (StoreRefusedException e) {
            return Optional.of(new Problem("store-refused", "the store does not give " + key + ": " + e.getMessage()));
        }
        String digest = Sha256.of(manifest);
        if (!digest.equals(update.manifestSha256())) {
            return Optional.of(new Problem(
                    "wrong-checksum",
                    key + " has SHA-256 " + digest + ", the update says " + update.manifestSha256()
                            + ": it is about other data than those in the store"));
        }
        try {
            PreparedFolder.parse(manifest, key);
            return Optional.empty();
        } catch (DataSetException e) {
            return Optional.of(new Problem("unreadable-data-set", e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory", e);
        }
    }

    private static void requireNames(String key) {
        for (String name : key.split("/")) {
            if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                throw new IllegalArgumentException("a name in it is longer than " + LONGEST_NAME + " bytes");
            }
        }
    }

    private Optional<Problem> problemOfModel(String model) {
        if (configured.test(model)) {
            return Optional.empty();
        }
        Set<String> known = champions.get();
        return known.contains(model)
                ? Optional.empty()
                : Optional.of(new Problem(
                        "unknown-model",
                        "there is no model '" + model + "' with a champion, nor a recipe for it in the configuration"
                                + " (atelier.trainer.models.\"" + model + "\".recipe); champions have "
                                + new TreeSet<>(known)));
    }
}
