package dev.atelier.contract.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.contract.messages.GenerationRequest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobIdsTest {
    @Test
    void theSameTenantAndKeyGiveTheSameIdAndOthersAnother() {
        assertThat(JobIds.derive("default", "order-1")).isEqualTo(JobIds.derive("default", "order-1"));
        assertThat(JobIds.derive("default", "order-1")).isNotEqualTo(JobIds.derive("default", "order-2"));
        assertThat(JobIds.derive("a", "b\0c")).isNotEqualTo(JobIds.derive("other", "order-1"));
    }

    @Test
    void idsAreValidUuids() {
        UUID derived = UUID.fromString(JobIds.derive("default", "order-1"));
        assertThat(derived.version()).isEqualTo(8);
        assertThat(derived.variant()).isEqualTo(2);
        assertThat(UUID.fromString(JobIds.random()).version()).isEqualTo(4);
    }

    @Test
    void seedsPassThroughJavaScriptUnchanged() {
        for (int i = 0; i < 1000; i++) {
            long seed = JobIds.seedOf("job-" + i);
            assertThat(seed).isBetween(0L, GenerationRequest.LARGEST_SEED);
            assertThat((long) (double) seed).isEqualTo(seed);
        }
    }
}
