package dev.atelier.workers.shards;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.CatalogueItem;
import dev.atelier.contract.catalogues.ManifestLine;
import dev.atelier.contract.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A shard's tar file and index as a worker leaves them, without its pictures being any. */
public record PlayedShard(byte[] tar, byte[] index) {
    /**
     * @param name of the tar file
     * @param items JSON, as in the shard's list
     * @param processor that makes the pictures: those of another are others, and of another size
     */
    public static PlayedShard of(String name, List<String> items, String processor) {
        var file = new ByteArrayOutputStream();
        var index = new ByteArrayOutputStream();
        try {
            Tar tar = new Tar(file);
            for (int i = 0; i < items.size(); i++) {
                CatalogueItem item = Json.mapper().readValue(items.get(i), CatalogueItem.class);
                byte[] png = (items.get(i) + " on " + processor).getBytes(StandardCharsets.UTF_8);
                String sha256 = Sha256.of(png);
                long offset = tar.add(i + ".png", png);
                tar.add(
                        i + ".json",
                        Json.bytes(new Member(
                                item.id(), item.attributes(), item.seed(), "shirts", "1", "digest", sha256)));
                index.writeBytes(Json.bytes(
                        new ManifestLine(item.id(), item.attributes(), item.seed(), name, offset, png.length, sha256)));
                index.write('\n');
            }
            tar.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PlayedShard(file.toByteArray(), index.toByteArray());
    }
}
