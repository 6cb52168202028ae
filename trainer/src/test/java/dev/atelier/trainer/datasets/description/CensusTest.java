package dev.atelier.trainer.datasets.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.trainer.datasets.DataSet;
import dev.atelier.trainer.datasets.PreparedProducts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CensusTest {

    @TempDir
    Path folder;

    @Test
    void picturesAreCountedByAttributeAndClass() throws IOException {
        DataSet data = PreparedProducts.in(folder, 10, 16).read();

        Census census = Census.of(data);

        assertThat(census.pictures())
                .isEqualTo(new Count(data.training().count(), data.test().count()));
        assertThat(census.classes()).hasSize(4).allSatisfy((name, count) -> assertThat(count.total())
                .isEqualTo(10));
        assertThat(census.attributes().get("colour").get("Red").total()).isEqualTo(20);
        Map<String, Count> types = census.attributes().get("type");
        assertThat(types.get("Topwear").training() + types.get("Bottomwear").training())
                .isEqualTo(data.training().count());
    }

    @Test
    void plotAndSheetArePictures() throws IOException {
        DataSet data = PreparedProducts.in(folder, 10, 16).read();
        Census census = Census.of(data);
        Path png = folder.resolve("plot.png");

        CensusPlot.draw("small", census, png);

        assertThat(ImageIO.read(png.toFile()).getHeight()).isGreaterThan(8 * 20);
        assertThat(ImageIO.read(new ByteArrayInputStream(SampleSheet.png(data, census)))
                        .getWidth())
                .isGreaterThan(10 * 16);
    }
}
