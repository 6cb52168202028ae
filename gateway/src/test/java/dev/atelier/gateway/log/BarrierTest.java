package dev.atelier.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BarrierTest {
    private static final TopicPartition A = new TopicPartition("a", 0);
    private static final TopicPartition B = new TopicPartition("b", 0);

    private final List<CompletableFuture<Map<TopicPartition, Long>>> asked = new ArrayList<>();
    private final Barrier barrier = new Barrier(partitions -> {
        var answer = new CompletableFuture<Map<TopicPartition, Long>>();
        asked.add(answer);
        return answer;
    });

    @BeforeEach
    void begin() {
        barrier.reached(Map.of(A, 5L, B, 5L));
    }

    @Test
    void whereAllIsReadNobodyWaits() {
        CompletableFuture<Void> now = barrier.upToNow();
        assertThat(now).isNotDone();
        asked.get(0).complete(Map.of(A, 5L, B, 4L));
        assertThat(now).isCompleted();
    }

    @Test
    void whoAsksWaitsForEveryPartition() {
        CompletableFuture<Void> now = barrier.upToNow();
        asked.get(0).complete(Map.of(A, 7L, B, 6L));
        barrier.reached(Map.of(A, 7L));
        assertThat(now).isNotDone();
        assertThat(barrier.isAwaited()).isTrue();
        barrier.reached(Map.of(B, 6L));
        assertThat(now).isCompleted();
        assertThat(barrier.isAwaited()).isFalse();
    }

    @Test
    void manyQuestionsCostTwo() {
        CompletableFuture<Void> first = barrier.upToNow();
        List<CompletableFuture<Void>> others = List.of(barrier.upToNow(), barrier.upToNow(), barrier.upToNow());
        assertThat(asked).hasSize(1);
        asked.get(0).complete(Map.of(A, 5L));
        assertThat(first).isCompleted();
        // What was asked before they came may not know of what they ask for.
        assertThat(others).noneMatch(CompletableFuture::isDone);
        assertThat(asked).hasSize(2);
        asked.get(1).complete(Map.of(A, 5L));
        assertThat(others).allMatch(CompletableFuture::isDone);
    }

    @Test
    void aBrokerThatDoesNotAnswerIsTold() {
        CompletableFuture<Void> now = barrier.upToNow();
        asked.get(0).completeExceptionally(new IllegalStateException("away"));
        assertThatThrownBy(now::join).hasCauseInstanceOf(LogUnavailableException.class);
    }
}
