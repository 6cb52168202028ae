package dev.atelier.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private static final TopicPartition REQUESTS = new TopicPartition("requests", 0);
    private static final TopicPartition EVENTS = new TopicPartition("events", 0);

    private final CatchUp catchUp = new CatchUp();

    @Test
    void itIsNotDoneBeforeItHasBegun() {
        assertThat(catchUp.done()).isFalse();
    }

    @Test
    void itIsDoneWhenEveryPartitionHasReachedItsEnd() {
        catchUp.begin(Map.of(REQUESTS, 2L, EVENTS, 3L));
        catchUp.reached(REQUESTS, 2);
        catchUp.reached(EVENTS, 2);
        assertThat(catchUp.done()).isFalse();
        catchUp.reached(EVENTS, 5);
        assertThat(catchUp.done()).isTrue();
    }

    @Test
    void anEmptyPartitionIsReachedAtOnce() {
        catchUp.begin(Map.of(REQUESTS, 0L));
        catchUp.reached(REQUESTS, 0);
        assertThat(catchUp.done()).isTrue();
    }

    @Test
    void itSaysWhetherOtherTopicsAreBehind() {
        catchUp.begin(Map.of(REQUESTS, 2L, EVENTS, 3L));
        catchUp.reached(EVENTS, 3);
        assertThat(catchUp.othersLeft("requests")).isFalse();
        assertThat(catchUp.othersLeft("events")).isTrue();
    }
}
