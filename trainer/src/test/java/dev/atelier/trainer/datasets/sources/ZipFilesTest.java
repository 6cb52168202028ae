package dev.atelier.trainer.datasets.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.trainer.datasets.DataSetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipFilesTest {

    @TempDir
    Path folder;

    @Test
    void theHighestPlaceCountsHoweverLongItsName() throws IOException {
        Path zip = zip("a/b/styles.csv", "with-a-longer-name/styles.csv", "with-a-longer-name/images/1.jpg");

        try (SourceFiles files = SourceFiles.open(zip, "styles.csv")) {
            assertThat(files.has("images/1.jpg")).isTrue();
        }
    }

    @Test
    void twoPlacesOfOneHeightAreRefusedWithBoth() throws IOException {
        Path zip = zip("other/styles.csv", "one/styles.csv", "one/deeper/styles.csv");

        assertThatThrownBy(() -> SourceFiles.open(zip, "styles.csv"))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("several data sets, at 'one/', 'other/'");
    }

    private Path zip(String... entries) throws IOException {
        Path file = folder.resolve("a.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.closeEntry();
            }
        }
        return file;
    }
}
