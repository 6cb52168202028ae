package dev.atelier.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.gateway.index.Bookmark;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContinuationTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant SOON = THEN.plus(Duration.ofDays(1));
    private final Continuation log = new Continuation(
            new CompactedTopic("one", Duration.ofDays(7)), Map.of(0, 5L, 1, 0L), Map.of(0, 20L, 1, 0L));

    private static Bookmark bookmark(String topic, long offset) {
        return new Bookmark(topic, Map.of(0, offset), THEN);
    }

    @Test
    void anIndexGoesOnWhereItWas() {
        assertThat(log.obstacle(bookmark("one", 20), SOON)).isEmpty();
        assertThat(log.obstacle(bookmark("one", 5), SOON)).isEmpty();
        assertThat(log.starts(bookmark("one", 12))).isEqualTo(Map.of(0, 12L, 1, 0L));
    }

    @Test
    void aTopicThatWasMadeAnewIsReadFromItsStart() {
        assertThat(log.obstacle(bookmark("other", 12), SOON)).contains("the topic was made anew");
    }

    @Test
    void anOffsetThatThereIsNotLeadsToTheStart() {
        assertThat(log.obstacle(bookmark("one", 4), SOON)).isPresent();
        assertThat(log.obstacle(bookmark("one", 21), SOON)).isPresent();
        assertThat(log.obstacle(new Bookmark("one", Map.of(7, 0L), THEN), SOON)).isPresent();
    }

    @Test
    void anIndexThatWasAwayForLongerThanRemovalsAreKeptIsReadFromTheStart() {
        assertThat(log.obstacle(bookmark("one", 12), THEN.plus(Duration.ofDays(6))))
                .isEmpty();
        assertThat(log.obstacle(bookmark("one", 12), THEN.plus(Duration.ofDays(7))))
                .hasValueSatisfying(why -> assertThat(why).contains("away for 168 hours"));
    }
}
