package dev.atelier.generator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeFingerprintTest {

    @Test
    void itNamesBackendAndVersionAndBatchSizeAndIsTheSameEachTime() {
        assertThat(RuntimeFingerprint.current())
                .startsWith("nd4j-1.")
                .contains(" cpu onednn ")
                .endsWith(" batch-" + NetworkGenerator.MICRO_BATCH)
                .isEqualTo(RuntimeFingerprint.current());
    }

    @Test
    void theProcessorIsItsKindAndItsWidestInstructions() {
        assertThat(processor("avx2 fma")).containsExactly("genuineintel-6-85", "avx2");
        assertThat(processor("avx2 avx512f avx512bw avx512vl avx512dq")).containsExactly("genuineintel-6-85", "avx512");
        assertThat(processor("avx2 avx512f avx512bw avx512vl avx512dq amx_tile"))
                .containsExactly("genuineintel-6-85", "amx");
        assertThat(processor("sse2")).containsExactly("genuineintel-6-85", "sse");
    }

    @Test
    void whereTheSystemSaysNothingItIsTheArchitecture() {
        assertThat(RuntimeFingerprint.processor(List.of())).containsExactly(System.getProperty("os.arch"));
    }

    @Test
    void aWishForOtherKernelsIsPartOfIt() {
        assertThat(RuntimeFingerprint.wishes(Map.of("OPENBLAS_CORETYPE", "Haswell")::get))
                .containsExactly("openblas_coretype-Haswell");
        assertThat(RuntimeFingerprint.wishes(Map.<String, String>of()::get)).isEmpty();
    }

    private static List<String> processor(String flags) {
        return RuntimeFingerprint.processor(List.of(
                "processor\t: 0",
                "vendor_id\t: GenuineIntel",
                "cpu family\t: 6",
                "model\t\t: 85",
                "model name\t: Something",
                "flags\t\t: fpu " + flags,
                "processor\t: 1",
                "model\t\t: 99"));
    }
}
