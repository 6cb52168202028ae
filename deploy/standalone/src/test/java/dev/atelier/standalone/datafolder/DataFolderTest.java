package dev.atelier.standalone.datafolder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    private DataFolder data;

    @BeforeEach
    void useFolder() {
        data = new DataFolder(folder);
    }

    @Test
    void theStoresKeysAreMadeOnceAndForTheOwnerAlone() throws IOException {
        StoreKeys keys = StoreKeys.of(data);

        assertThat(StoreKeys.of(data)).isEqualTo(keys);
        assertThat(keys.secretKey()).hasSizeGreaterThan(20);
        assertThat(keys.toString()).doesNotContain(keys.secretKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.storeKeys())))
                .isEqualTo("rw-------");
    }

    @Test
    void aServerGetsItsPortAgain() throws IOException {
        int kafka = Ports.of(data).of("kafka");
        int store = Ports.of(data).of("s3");

        assertThat(kafka).isNotEqualTo(store);
        assertThat(Ports.of(data).of("kafka")).isEqualTo(kafka);
        assertThat(Ports.of(data).of("s3")).isEqualTo(store);
    }

    @Test
    void aPortThatIsTakenMeanwhileIsReplaced() throws IOException {
        int first = Ports.of(data).of("kafka");
        try (ServerSocket other = new ServerSocket(first, 1, InetAddress.getByName("127.0.0.1"))) {
            int second = Ports.of(data).of("kafka");

            assertThat(second).isNotEqualTo(other.getLocalPort());
            assertThat(Ports.of(data).of("kafka")).isEqualTo(second);
        }
    }

    @Test
    void theStateOfAKilledLauncherDoesNotCount() throws IOException {
        RunningSystem state = new RunningSystem(
                URI.create("http://localhost:1"),
                "127.0.0.1:2",
                URI.create("http://127.0.0.1:3"),
                true,
                "r",
                "b",
                4,
                Map.of());
        state.writeTo(data);

        assertThat(RunningSystem.on(data)).isEmpty();
    }

    @Test
    void aFolderIsForOneSystemAtATime() throws IOException {
        try (DataLock held = DataLock.take(data).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(DataLock.take(data)).isEmpty();
        }
        DataLock.take(data).orElseThrow().close();
        assertThat(DataLock.isHeld(data)).isFalse();
    }
}
