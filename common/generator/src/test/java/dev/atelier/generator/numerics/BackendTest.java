package dev.atelier.generator.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class BackendTest {

    @Test
    void theProcessorsBackendCanBeLoadedTwice() {
        assertThatCode(Backend::load).doesNotThrowAnyException();
        assertThatCode(Backend::load).doesNotThrowAnyException();
    }

    @Test
    void whereTheGpuIsMissingTheMessageSaysWhatToDo() {
        assertThat(Backend.unavailable(true)).contains("GPU", "nvidia-smi", "without the profile cuda");
    }
}
