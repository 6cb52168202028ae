package dev.atelier.workers.shards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.catalogues.ManifestLine;
import dev.atelier.contract.json.Json;
import dev.atelier.workers.jobs.EncodedPicture;
import dev.atelier.workers.jobs.Shard;
import dev.atelier.workers.testing.Jobs;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardFileTest {
    @TempDir
    Path folder;

    private Jobs jobs;

    @BeforeEach
    void model() {
        jobs = new Jobs(folder, "shirts");
    }

    private record Whole(byte[] tar, byte[] index, String sha256) {}

    private static byte[] png(int index) {
        byte[] png = new byte[100 + 700 * index];
        new Random(index).nextBytes(png);
        return png;
    }

    private Whole written(Shard shard, List<Integer> order) throws Exception {
        try (var file = new ShardFile(folder, shard, "shard-00002.tar")) {
            for (int i = 0; i < order.size(); i++) {
                int index = order.get(i);
                byte[] png = png(index);
                boolean whole = file.add(new EncodedPicture<>(shard, index, png, Sha256.of(png)));
                assertThat(whole).isEqualTo(i == order.size() - 1);
            }
            try (InputStream first = file.content();
                    InputStream again = file.content()) {
                byte[] tar = again.readAllBytes();
                assertThat(tar).hasSize(Math.toIntExact(file.size()));
                assertThat(first).isNotNull();
                return new Whole(tar, file.index(), file.sha256());
            }
        }
    }

    private Shard shard() {
        return jobs.shard("shop", "spring", 2, 5);
    }

    private static List<Integer> inOrder() {
        return IntStream.range(0, 5).boxed().toList();
    }

    @Test
    void eachItemHasAPictureAndWhatIsSaidOfItUnderItsNumberInTheBatch() throws Exception {
        Shard shard = shard();
        Whole whole = written(shard, inOrder());
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(whole.tar()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertThat(entry.getLastModifiedDate().getTime()).isZero();
                assertThat(entry.getLongUserId() + entry.getLongGroupId()).isZero();
                assertThat(entry.getUserName() + entry.getGroupName()).isEmpty();
                assertThat(entry.getMode()).isEqualTo(0644);
                members.put(entry.getName(), tar.readAllBytes());
            }
        }

        assertThat(members.keySet())
                .containsExactlyElementsOf(IntStream.range(10, 15)
                        .boxed()
                        .flatMap(i -> List.of("0000000%d.png".formatted(i), "0000000%d.json".formatted(i)).stream())
                        .collect(Collectors.toList()));
        assertThat(members.get("000000013.png")).isEqualTo(png(3));
        JsonNode said = Json.mapper().readTree(members.get("000000013.json"));
        assertThat(said.path("id").asText()).isEqualTo("item-3");
        assertThat(said.path("attributes").path("category").asText()).isEqualTo("Dress");
        assertThat(said.path("seed").asLong()).isEqualTo(3);
        assertThat(said.path("model").asText()).isEqualTo("shirts");
        assertThat(said.path("digest").asText()).isEqualTo(shard.request().digest());
        assertThat(said.path("sha256").asText()).isEqualTo(Sha256.of(png(3)));
    }

    @Test
    void theIndexSaysWhereEachPicturesBytesLie() throws Exception {
        Whole whole = written(shard(), inOrder());
        String[] lines = new String(whole.index(), StandardCharsets.UTF_8).split("\n");

        assertThat(lines).hasSize(5);
        for (int i = 0; i < 5; i++) {
            ManifestLine line = Json.mapper().readValue(lines[i], ManifestLine.class);
            assertThat(line.shard()).isEqualTo("shard-00002.tar");
            assertThat(line.id()).isEqualTo("item-" + i);
            assertThat(line.seed()).isEqualTo(i);
            byte[] found = Arrays.copyOfRange(whole.tar(), (int) line.offset(), (int) line.offset() + line.size());
            assertThat(Sha256.of(found)).isEqualTo(line.sha256());
            assertThat(found).isEqualTo(png(i));
        }
    }

    @Test
    void theIndexCanBeMadeAnewFromTheFile() throws Exception {
        Whole whole = written(shard(), inOrder());
        assertThat(TarIndex.of(new ByteArrayInputStream(whole.tar()), "shard-00002.tar"))
                .isEqualTo(whole.index());
    }

    @Test
    void theBytesDoNotDependOnTheOrderInWhichPicturesCome() throws Exception {
        Whole first = written(shard(), inOrder());
        List<Integer> shuffled = new ArrayList<>(inOrder());
        Collections.shuffle(shuffled, new Random(7));
        Whole second = written(shard(), shuffled);

        assertThat(second.tar()).isEqualTo(first.tar());
        assertThat(second.index()).isEqualTo(first.index());
        assertThat(second.sha256()).isEqualTo(first.sha256()).isEqualTo(Sha256.of(first.tar()));
    }

    @Test
    void nothingIsLeftOnTheDiskEvenOfAFileThatIsNotClosed() throws Exception {
        Path scratch = Files.createDirectory(folder.resolve("scratch"));

        try (var file = new ShardFile(scratch, shard(), "shard-00002.tar")) {
            file.add(new EncodedPicture<>(shard(), 0, png(0), "abc"));
            assertThat(scratch).isEmptyDirectory();
        }
    }
}
