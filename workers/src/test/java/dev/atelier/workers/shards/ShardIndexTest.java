package dev.atelier.workers.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.contract.objects.ObjectKeys;
import dev.atelier.contract.objects.StoreUnavailableException;
import dev.atelier.workers.testing.PlayedStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found of a shard that was stored, whatever somebody has done to it since. */
class ShardIndexTest {
    private static final String TAR = ObjectKeys.shard("shop", "spring", 3);
    private static final String INDEX = ObjectKeys.shardIndex("shop", "spring", 3);

    private final PlayedStore store = new PlayedStore(key -> {});
    private final PlayedShard shard = PlayedShard.of("shard-00003.tar", List.of(item("a"), item("b")), "one processor");

    private static String item(String id) {
        return "{\"id\":\"%s\",\"attributes\":{\"category\":\"Coat\"},\"seed\":7}".formatted(id);
    }

    private void put(String key, byte[] content) {
        store.put(key, content, "", Map.of());
    }

    @BeforeEach
    void stored() {
        put(TAR, shard.tar());
        put(INDEX, shard.index());
    }

    private byte[] read() throws LostShardException {
        return new ShardIndex(store).read("shop", "spring", 3, 2);
    }

    @Test
    void anIndexThatFitsIsTakenAsItLies() throws LostShardException {
        assertThat(read()).isEqualTo(shard.index());
    }

    @Test
    void anIndexThatIsMissingOrNotWholeIsMadeAnew() throws LostShardException {
        store.delete(INDEX);
        assertThat(read()).isEqualTo(shard.index());
        String first = new String(shard.index(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
        for (String other : List.of("", "no\nindex\n", first + "\n")) {
            put(INDEX, other.getBytes(StandardCharsets.UTF_8));
            assertThat(read()).isEqualTo(shard.index());
            assertThat(store.get(INDEX)).isEqualTo(shard.index());
        }
    }

    /** In the first header, in the first picture, and between the two items; of 6,144 bytes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100, 520, 1_024, 2_048})
    void aFileThatBreaksOffIsDamaged(int length) {
        put(TAR, Arrays.copyOf(shard.tar(), length));
        store.delete(INDEX);
        assertThatThrownBy(this::read)
                .isInstanceOf(LostShardException.class)
                .hasMessageContaining(TAR + " is damaged: ");
    }

    @Test
    void aFileThatIsNoTarFileIsDamaged() {
        byte[] other = new byte[shard.tar().length];
        Arrays.fill(other, (byte) 'x');
        put(TAR, other);
        assertThatThrownBy(this::read)
                .isInstanceOf(LostShardException.class)
                .hasMessageContaining(TAR + " is damaged: ");
    }

    @Test
    void aFileThatIsGoneIsToldAsSuch() {
        store.delete(TAR);
        assertThatThrownBy(this::read)
                .isInstanceOf(LostShardException.class)
                .hasMessage(TAR + " was stored and is not in the store any more");
    }

    @Test
    void aConnectionThatBreaksIsNoDamage() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatThrownBy(() -> TarIndex.of(new StoredBytes(TAR, broken), "shard-00003.tar"))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining(TAR, "connection reset");
    }
}
