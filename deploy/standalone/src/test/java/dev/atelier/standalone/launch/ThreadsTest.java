package dev.atelier.standalone.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private static String ofWorker(int workers, String processors, String generators) {
        Map<String, String> settings = Threads.ofWorker(
                workers, Map.of("OMP_NUM_THREADS", processors, "ATELIER_WORKER_GENERATORS", generators));
        return settings.get("ATELIER_WORKER_GENERATORS") + " × " + settings.get("OMP_NUM_THREADS");
    }

    @Test
    void generatorsAndTheirThreadsFillTheProcessors() {
        assertThat(ofWorker(1, "1", "")).isEqualTo("1 × 1");
        assertThat(ofWorker(1, "2", "")).isEqualTo("2 × 1");
        assertThat(ofWorker(1, "7", "")).isEqualTo("2 × 4");
        assertThat(ofWorker(1, "16", "")).isEqualTo("2 × 8");
    }

    @Test
    void workersShareTheProcessors() {
        assertThat(ofWorker(2, "2", "")).isEqualTo("1 × 1");
        assertThat(ofWorker(4, "2", "")).isEqualTo("1 × 1");
        assertThat(ofWorker(2, "8", "")).isEqualTo("2 × 2");
    }

    @Test
    void whoWantsAnotherNumberOfGeneratorsGetsIt() {
        assertThat(ofWorker(1, "2", "1")).isEqualTo("1 × 2");
        assertThat(ofWorker(1, "8", "2")).isEqualTo("2 × 4");
        assertThat(ofWorker(1, "2", "3")).isEqualTo("3 × 1");
    }

    @Test
    void whatComputesAloneHasThemAll() {
        assertThat(Threads.settings(Map.of("OMP_NUM_THREADS", "7")))
                .containsEntry("OMP_NUM_THREADS", "7")
                .containsEntry("OMP_WAIT_POLICY", "PASSIVE");
    }
}
