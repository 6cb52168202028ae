package dev.atelier.gateway.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFoldersTest {
    @TempDir
    private Path parent;

    /** What a gateway leaves that opens an index, writes it, and is killed. */
    private Path ofAKilledProcess() throws IOException, InterruptedException {
        Path folder = new TemporaryFolders(parent).make();
        Process gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        folder.toString())
                .inheritIO()
                .start();
        assertThat(gateway.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("write.lock")).exists();
        return folder;
    }

    /** The process. */
    static final class Killed {
        public static void main(String[] folder) {
            var index = new ProductIndex(Path.of(folder[0]));
            index.open();
            index.commit(new Bookmark("topic", Map.of(0, 1L), Instant.EPOCH));
            Runtime.getRuntime().halt(137);
        }
    }

    @Test
    void whatAKilledGatewayLeftIsRemovedAtTheNextStart() throws Exception {
        Path left = ofAKilledProcess();
        Path next = new TemporaryFolders(parent).make();
        assertThat(left).doesNotExist();
        assertThat(next).isEmptyDirectory();
    }

    @Test
    void theIndexOfALivingGatewayStays() throws IOException {
        Path used = new TemporaryFolders(parent).make();
        var index = new ProductIndex(used);
        index.open();
        index.commit(new Bookmark("topic", Map.of(0, 1L), Instant.EPOCH));
        new TemporaryFolders(parent).make();
        index.refresh();
        index.close();
        assertThat(index.open()).as("what it wrote").isPresent();
        index.close();
    }

    @Test
    void aFolderThatIsAboutToBeOpenedStaysAndSoDoesWhatIsOfOthers() throws IOException {
        Path made = new TemporaryFolders(parent).make();
        Path others = Files.createDirectory(parent.resolve("atelier-servers-1"));
        Files.createFile(others.resolve("write.lock"));
        new TemporaryFolders(parent).make();
        assertThat(made).exists();
        assertThat(others.resolve("write.lock")).exists();
    }
}
