package dev.atelier.workers.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.ManifestLine;
import dev.atelier.contract.json.Json;
import dev.atelier.contract.messages.CatalogueEvent.ShardStored;
import dev.atelier.contract.messages.ShardRequest;
import dev.atelier.contract.objects.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What the store has of a shard that was reported as stored, checked against the report. */
public record ShardContent(byte[] tar, List<ManifestLine> index) {
    public static ShardContent of(ShardStored stored, ObjectStore store) {
        byte[] tar = store.get(stored.key());
        assertThat(Sha256.of(tar)).isEqualTo(stored.sha256());
        assertThat(tar.length).isEqualTo(stored.size());
        byte[] index = store.get(stored.index());
        assertThat(Sha256.of(index)).isEqualTo(stored.indexSha256());
        return new ShardContent(
                tar,
                new String(index, StandardCharsets.UTF_8)
                        .lines()
                        .map(ShardContent::line)
                        .toList());
    }

    private static ManifestLine line(String line) {
        try {
            return Json.mapper().readValue(line, ManifestLine.class);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    /** The PNG file of an item, by its place in the shard. */
    public byte[] png(int item) {
        ManifestLine line = index.get(item);
        return Arrays.copyOfRange(tar, (int) line.offset(), (int) line.offset() + line.size());
    }

    /** Every item once, in order, and every picture where the index says. */
    public void assertWhole(ShardRequest request) {
        assertThat(index)
                .extracting(ManifestLine::id)
                .containsExactlyElementsOf(IntStream.range(0, request.items())
                        .mapToObj(i -> "item-" + (request.first() + i))
                        .toList());
        for (int item = 0; item < index.size(); item++) {
            assertThat(Sha256.of(png(item))).isEqualTo(index.get(item).sha256());
        }
    }
}
