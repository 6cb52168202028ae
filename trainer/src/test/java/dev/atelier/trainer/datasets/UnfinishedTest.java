package dev.atelier.trainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedTest {

    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessLeftIsClearedAndWhatALiveOneWritesIsNot() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path mine = Files.writeString(Unfinished.beside(folder.resolve("a.bin")), "half");
        String name = mine.getFileName().toString();
        String own = "." + ProcessHandle.current().pid() + "-";
        Path file = Files.writeString(folder.resolve(name.replace(own, "." + ended.pid() + "-")), "half");
        Path left = Files.createDirectory(
                folder.resolve(name.replace(own, "." + ended.pid() + "-").replace("a.bin", "set")));
        Files.writeString(left.resolve("training-00000.pictures"), "half");
        Path other = Files.writeString(folder.resolve("a.bin"), "whole");

        Unfinished.clear(folder);

        assertThat(file).doesNotExist();
        assertThat(left).doesNotExist();
        assertThat(mine).exists();
        assertThat(other).exists();
    }

    @Test
    void aFolderThatIsNotThereHasNothingToClear() throws IOException {
        Unfinished.clear(folder.resolve("none"));

        assertThat(folder).isEmptyDirectory();
    }
}
