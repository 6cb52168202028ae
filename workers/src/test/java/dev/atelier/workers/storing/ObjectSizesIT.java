package dev.atelier.workers.storing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.objects.ObjectInfo;
import dev.atelier.contract.objects.ObjectStore;
import dev.atelier.workers.testing.Installation;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of all sizes in the real store. */
class ObjectSizesIT {
    private static final Map<String, String> METADATA = Map.of("job", "42", "tenant", "shop");
    private static final ObjectStore STORE = Installation.shared().store();

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10_000, 5 * 1024 * 1024, 5 * 1024 * 1024 + 1})
    void whatWasPutIsThereWithItsMetadata(int size) {
        String key = "sizes/" + size + " bytes.bin";
        byte[] content = bytes(size);

        STORE.put(key, content, "image/png", METADATA);

        assertThat(STORE.get(key)).isEqualTo(content);
        ObjectInfo info = STORE.stat(key).orElseThrow();
        assertThat(info.contentType()).isEqualTo("image/png");
        assertThat(info.metadata()).containsAllEntriesOf(METADATA);
    }

    @Test
    void anObjectMayBeLargerThanWhatTheStoreTakesInOneRequest() {
        int most = 128 * 1024 * 1024;
        byte[] content = bytes(most + 1000);

        STORE.put("sizes/large.bin", content, "application/octet-stream", Map.of());

        assertThat(STORE.stat("sizes/large.bin").orElseThrow().size()).isEqualTo(content.length);
        assertThat(STORE.get("sizes/large.bin", most, 1000)).isEqualTo(Arrays.copyOfRange(content, most, most + 1000));
        STORE.delete("sizes/large.bin");
    }
}
