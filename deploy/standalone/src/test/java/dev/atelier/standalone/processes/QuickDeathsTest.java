package dev.atelier.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuickDeathsTest {
    private final QuickDeaths deaths = new QuickDeaths();

    @Test
    void theFifthQuickDeathInARowIsOneTooMany() {
        for (int i = 1; i <= 4; i++) {
            assertThat(deaths.add(Duration.ofSeconds(29))).isFalse();
        }
        assertThat(deaths.add(Duration.ofSeconds(29))).isTrue();
    }

    @Test
    void aLongLifeBeginsTheCountAnew() {
        for (int i = 1; i <= 4; i++) {
            deaths.add(Duration.ofSeconds(1));
        }
        assertThat(deaths.add(Duration.ofSeconds(30))).isFalse();
        assertThat(deaths.add(Duration.ofSeconds(1))).isFalse();
    }
}
