package dev.atelier.trainer.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedFolderTest {

    @TempDir
    Path folder;

    @Test
    void picturesThatFillSeveralFilesComeBackInTheirOrder() throws IOException {
        // A file of 64 MiB holds 21 pictures of 1024×1024.
        PreparedFolder prepared = PreparedProducts.in(folder, 8, 1024);

        assertThat(prepared.manifest().pictureFiles(Split.TRAINING)).hasSizeGreaterThan(1);
        Examples training = prepared.read().training();
        byte[] mapped = new byte[training.pictureSize()];
        int at = 0;
        for (String file : prepared.manifest().pictureFiles(Split.TRAINING)) {
            byte[] bytes = Files.readAllBytes(prepared.folder().resolve(file));
            for (int start = 0; start < bytes.length; start += mapped.length) {
                training.pictures().read(at++, mapped, 0);
                assertThat(java.util.Arrays.mismatch(mapped, 0, mapped.length, bytes, start, start + mapped.length))
                        .isNegative();
            }
        }
        assertThat(at).isEqualTo(training.count());
    }

    @Test
    void aFileThatWasAlteredOrIsMissingIsRefusedByName() throws IOException {
        PreparedFolder prepared = PreparedProducts.in(folder, 5, 16);
        Path pictures = prepared.folder().resolve("training-00000.pictures");
        byte[] bytes = Files.readAllBytes(pictures);
        bytes[100] ^= 1;
        Files.write(pictures, bytes);

        assertThatThrownBy(() -> DataSet.read(prepared.folder().toString(), Optional.empty()))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("training-00000.pictures was altered");

        Files.delete(pictures);
        assertThatThrownBy(prepared::read).hasMessageContaining("training-00000.pictures is missing");
    }

    @Test
    void aNameIsNeverAFolderAndAPathNeverAName() throws IOException {
        PreparedProducts.in(folder, 5, 16);

        for (String path : List.of("./small", ".small", "a/small", folder.resolve("small") + "")) {
            assertThat(DataSet.isPath(path)).isTrue();
        }
        assertThat(DataSet.isPath("small")).isFalse();
        assertThat(DataSet.preparedFolder("small", Optional.of(folder))).isEqualTo(folder.resolve("small"));
        assertThatThrownBy(() -> DataSet.preparedFolder("./small", Optional.of(folder)))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("in ./small");
    }

    @Test
    void aManifestThatWasAlteredIsRefused() throws IOException {
        Path manifest = PreparedProducts.in(folder, 5, 16).folder().resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"Red\"", "\"Green\""));

        assertThatThrownBy(() -> PreparedFolder.open(manifest.getParent()))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("it was altered");
    }

    @Test
    void aDataSetIsFoundByItsNameInTheFolderOfDataSets() throws IOException {
        PreparedProducts.in(folder, 5, 16);

        assertThat(DataSet.read("small", Optional.of(folder)).name()).isEqualTo("small");
        assertThatThrownBy(() -> DataSet.read("smal", Optional.of(folder)))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("no data set 'smal'")
                .hasMessageContaining("data prepare");
    }
}
