package dev.atelier.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void theRankIsTheSmallestThatCoversTheShare() {
        List<Double> hundred =
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList();

        assertThat(Percentiles.of(hundred)).isEqualTo(new Percentiles(50, 95, 99));
    }

    @Test
    void aSingleTimeIsEveryPercentile() {
        assertThat(Percentiles.of(List.of(7.123))).isEqualTo(new Percentiles(7.12, 7.12, 7.12));
    }
}
