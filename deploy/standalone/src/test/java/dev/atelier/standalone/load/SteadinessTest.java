package dev.atelier.standalone.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SteadinessTest {
    private final Steadiness steadiness = new Steadiness(3, 0.1);

    private static List<Window> rates(int... rates) {
        return IntStream.of(rates).mapToObj(SteadinessTest::window).toList();
    }

    private static Window window(int accepted) {
        Histogram latencies = new Histogram(3);
        latencies.recordValueWithCount(1, accepted);
        return Window.of(1, latencies, Map.of());
    }

    @Test
    void theLastWindowsAreAlike() {
        assertThat(steadiness.reached(rates(10, 100, 105, 96))).isTrue();
        assertThat(steadiness.counting(rates(10, 100, 105, 96))).hasSize(3);
    }

    @Test
    void aWindowApartFromTheOthersIsSeen() {
        assertThat(steadiness.reached(rates(100, 100, 130))).isFalse();
    }

    @Test
    void windowsInWhichNothingIsAcceptedAreNotSteady() {
        assertThat(steadiness.reached(rates(0, 0, 0))).isFalse();
    }

    @Test
    void fewerWindowsThanWantedAreNotEnough() {
        assertThat(steadiness.reached(rates(100, 100))).isFalse();
    }
}
