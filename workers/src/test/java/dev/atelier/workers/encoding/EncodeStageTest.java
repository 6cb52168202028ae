package dev.atelier.workers.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.artefact.Sha256;
import dev.atelier.contract.images.Picture;
import dev.atelier.contract.images.PngReader;
import dev.atelier.contract.images.Provenance;
import dev.atelier.workers.jobs.EncodedPicture;
import dev.atelier.workers.jobs.Job;
import dev.atelier.workers.testing.Jobs;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodeStageTest {
    private static Picture noise() {
        byte[] pixels = new byte[28 * 28];
        new Random(1).nextBytes(pixels);
        return new Picture(28, 28, 1, pixels);
    }

    @Test
    void thePngHoldsThePixelsAndWhatTheyDependOn(@TempDir Path folder) {
        Job job = new Jobs(folder, "shirts").of(3);

        EncodedPicture<Job> encoded = EncodeStage.encode(new Generated<>(job, 2, noise()), "some runtime");

        assertThat(PngReader.decode(encoded.png()).pixels()).isEqualTo(noise().pixels());
        assertThat(Provenance.of(encoded.png()))
                .isEqualTo(new Provenance(
                        job.request().attributes(),
                        7,
                        2,
                        "shirts",
                        "1",
                        job.request().digest(),
                        "some runtime"));
        assertThat(encoded.sha256()).isEqualTo(Sha256.of(encoded.png()));
    }

    @Test
    void equalPicturesOfDifferentJobsAreEqualFiles(@TempDir Path folder) {
        Jobs jobs = new Jobs(folder, "shirts");

        EncodedPicture<Job> first = EncodeStage.encode(new Generated<>(jobs.of(1), 0, noise()), "some runtime");
        EncodedPicture<Job> second = EncodeStage.encode(new Generated<>(jobs.of(5), 0, noise()), "some runtime");

        assertThat(first.png()).isEqualTo(second.png());
    }
}
