package dev.atelier.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class NotYetDueTest {
    private static final TopicPartition ONE = new TopicPartition("attempts", 1);
    private static final TopicPartition TWO = new TopicPartition("attempts", 2);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final NotYetDue waiting = new NotYetDue();

    @Test
    void whatIsDueIsTakenOnceTheLongestDueFirst() {
        waiting.add(ONE, 9, NOON.minusSeconds(1));
        waiting.add(ONE, 4, NOON);
        waiting.add(TWO, 3, NOON.minusSeconds(2));
        waiting.add(TWO, 8, NOON.plusSeconds(1));

        assertThat(waiting.take(NOON, 2)).isEqualTo(Map.of(TWO, Set.of(3L), ONE, Set.of(9L)));
        assertThat(waiting.take(NOON, 2)).isEqualTo(Map.of(ONE, Set.of(4L)));
        assertThat(waiting.take(NOON, 2)).isEmpty();
        assertThat(waiting.size()).isEqualTo(1);
    }

    @Test
    void whatAnotherReaderHasIsForgotten() {
        waiting.add(ONE, 1, NOON);
        waiting.add(TWO, 2, NOON);
        waiting.forget(List.of(ONE));
        assertThat(waiting.take(NOON, 10)).isEqualTo(Map.of(TWO, Set.of(2L)));
    }
}
