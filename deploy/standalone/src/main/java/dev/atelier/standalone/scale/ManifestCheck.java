package dev.atelier.standalone.scale;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.ManifestLine;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.CatalogueEvent.Completed;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.standalone.bench.ShardCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;

/** Reads a batch's manifest and every picture that it names, and holds them against the items that were asked for. */
final class ManifestCheck {
    private final ObjectStore store;
    private final WantedCatalogue wanted;
    private final BitSet seen = new BitSet();
    private int doubled;
    private int wrong;
    private String shard = "";
    private byte[] tar = {};

    private ManifestCheck(ObjectStore store, WantedCatalogue wanted) {
        this.store = store;
        this.wanted = wanted;
    }

    /** One shard is in memory at a time. */
    static ShardCheck of(ObjectStore store, WantedCatalogue wanted, Completed end) throws IOException {
        var check = new ManifestCheck(store, wanted);
        MessageDigest digest = Sha256.newDigest();
        try (var lines = new BufferedReader(new InputStreamReader(
                new DigestInputStream(store.open(end.manifest()), digest), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                check.look(Json.mapper().readValue(line, ManifestLine.class), end.manifest());
            }
        }
        boolean same = HexFormat.of().formatHex(digest.digest()).equals(end.sha256());
        int lost = wanted.items() - check.seen.cardinality();
        return new ShardCheck(lost, check.doubled, same ? check.wrong : wanted.items());
    }

    private void look(ManifestLine line, String manifest) {
        int item = wanted.number(line.id());
        if (item < 0) {
            wrong++;
            return;
        }
        doubled += seen.get(item) ? 1 : 0;
        seen.set(item);
        if (!line.shard().equals(shard)) {
            shard = line.shard();
            tar = store.get(manifest.substring(0, manifest.lastIndexOf('/') + 1) + shard);
        }
        boolean within = line.offset() >= 0 && line.offset() + line.size() <= tar.length;
        boolean right = within
                && line.seed() == wanted.seed(item)
                && line.attributes().equals(wanted.attributes(item))
                && ShardCheck.isRight(
                        Arrays.copyOfRange(tar, (int) line.offset(), (int) line.offset() + line.size()),
                        line,
                        wanted.model().digest());
        wrong += right ? 0 : 1;
    }
}
