package dev.atelier.standalone.bench;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.ManifestLine;
import dev.atelier.contract.images.Provenance;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.objects.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads every shard back from the store and holds it against what was asked for and reported.
 *
 * @param lost items that are in no index
 * @param doubled items beyond the first in an index, and pictures of reports beyond a shard's first
 * @param wrong pictures with another SHA-256 or provenance, and all of a shard with another SHA-256 than reported
 */
public record ShardCheck(int lost, int doubled, int wrong) {
    static ShardCheck of(ObjectStore store, BulkLoad.Outcome outcome) throws IOException {
        Map<Integer, ShardStored> first = new HashMap<>();
        int doubled = 0;
        for (ShardStored stored : outcome.stored()) {
            doubled += first.putIfAbsent(stored.shard(), stored) == null ? 0 : stored.images();
        }
        var all = new ShardCheck(0, doubled, 0);
        for (ShardRequest asked : outcome.asked()) {
            all = all.plus(of(store, asked, first.get(asked.shard())));
        }
        return all;
    }

    private ShardCheck plus(ShardCheck other) {
        return new ShardCheck(lost + other.lost, doubled + other.doubled, wrong + other.wrong);
    }

    private static ShardCheck of(ObjectStore store, ShardRequest asked, ShardStored stored) throws IOException {
        byte[] tar = store.get(stored.key());
        Map<String, Integer> times = new HashMap<>();
        int wrong = Sha256.of(tar).equals(stored.sha256()) ? 0 : asked.items();
        for (String line : new String(store.get(stored.index()), StandardCharsets.UTF_8).split("\n")) {
            ManifestLine item = Json.mapper().readValue(line, ManifestLine.class);
            times.merge(item.id(), 1, Integer::sum);
            byte[] png = Arrays.copyOfRange(tar, (int) item.offset(), (int) item.offset() + item.size());
            wrong += isRight(png, item, asked.digest()) ? 0 : 1;
        }
        int doubled = times.values().stream().mapToInt(n -> n - 1).sum();
        return new ShardCheck(asked.items() - times.size(), doubled, wrong);
    }

    /**
     * Whether a picture is the one that its line of an index or manifest names.
     *
     * @param digest of the model version that was to make it
     */
    public static boolean isRight(byte[] png, ManifestLine item, String digest) {
        Provenance provenance = Provenance.of(png);
        return Sha256.of(png).equals(item.sha256())
                && provenance.seed() == item.seed()
                && provenance.attributes().equals(item.attributes())
                && provenance.digest().equals(digest);
    }
}
