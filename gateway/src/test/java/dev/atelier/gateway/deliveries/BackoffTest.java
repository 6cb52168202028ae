package dev.atelier.gateway.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(5));
    private final Random random = new Random(1);

    @Test
    void eachWaitIsFourTimesAsLongGiveOrTakeAFifth() {
        for (int failed = 1; failed <= 6; failed++) {
            double plain = 5000 * Math.pow(4, failed - 1);
            for (int i = 0; i < 100; i++) {
                assertThat((double) backoff.after(failed, random).toMillis()).isBetween(0.79 * plain, 1.21 * plain);
            }
        }
    }

    @Test
    void twoThatFailedTogetherDoNotComeBackTogether() {
        assertThat(backoff.after(3, random)).isNotEqualTo(backoff.after(3, random));
    }

    @Test
    void noWaitIsLongerThanADay() {
        assertThat(backoff.after(100, random)).isLessThan(Duration.ofDays(1));
    }
}
