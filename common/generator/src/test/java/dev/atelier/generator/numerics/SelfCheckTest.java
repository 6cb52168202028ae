package dev.atelier.generator.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelfCheckTest {

    @Test
    void theFastPathIsActiveHere() {
        SelfCheck check = SelfCheck.run();

        assertThat(check.active()).as(check.reason()).isTrue();
        assertThat(check.sgemmGflops()).isPositive();
        assertThat(check.convolutionGflops()).isPositive();
    }

    @Test
    void aLibraryWithoutOneDnnIsNoticed() {
        SelfCheck check = SelfCheck.judge("HAVE_OPENBLAS", true, 90, 100);

        assertThat(check.active()).isFalse();
        assertThat(check.reason()).contains("without oneDNN").contains("linux-x86_64-onednn-avx2");
    }

    @Test
    void switchingItOffIsNoticed() {
        assertThat(SelfCheck.judge("HAVE_ONEDNN", false, 90, 100).reason()).contains("switched off");
    }

    @Test
    void slowConvolutionsAreNoticed() {
        assertThat(SelfCheck.judge("HAVE_ONEDNN", true, 10, 100).active()).isFalse();
        assertThat(SelfCheck.judge("HAVE_ONEDNN", true, 60, 100).active()).isTrue();
    }
}
