package dev.atelier.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.gateway.watching.Watchers;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;
import org.junit.jupiter.api.Test;

class EventStreamsTest {
    private static final int MANY = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EventStreams streams = new EventStreams();
    private final Watchers<Integer> changes = new Watchers<>();
    private final AtomicInteger now = new AtomicInteger(1);
    private final Numbers view = new Numbers();

    /** Tells a client of each number up to that of the state. */
    private static final class Numbers implements EventStreams.View<Integer> {
        private final AtomicInteger asked = new AtomicInteger();
        private int sent;

        @Override
        public List<OutboundSseEvent> news(Integer state) {
            asked.incrementAndGet();
            List<OutboundSseEvent> news = IntStream.rangeClosed(sent + 1, state)
                    .<OutboundSseEvent>mapToObj(number -> new OutboundSseEventImpl.BuilderImpl()
                            .id(Integer.toString(number))
                            .data("")
                            .build())
                    .toList();
            sent = state;
            return news;
        }

        @Override
        public List<OutboundSseEvent> tick(Integer state) {
            throw new AssertionError("the test takes no hour");
        }

        @Override
        public boolean isOver(Integer state) {
            return state == MANY;
        }
    }

    private AssertSubscriber<OutboundSseEvent> follow(long requested) {
        return follow(streams, requested);
    }

    private AssertSubscriber<OutboundSseEvent> follow(EventStreams by, long requested) {
        return by.follow(
                        view,
                        watcher -> changes.add("it", watcher),
                        () -> Optional.of(now.get()).filter(state -> state > 0),
                        Duration.ofHours(1))
                .subscribe()
                .withSubscriber(AssertSubscriber.create(requested));
    }

    private void tell(int state) {
        now.set(state);
        changes.tell("it", state);
    }

    private void assertAll(AssertSubscriber<OutboundSseEvent> client) {
        assertAll(streams, client);
    }

    private void assertAll(EventStreams of, AssertSubscriber<OutboundSseEvent> client) {
        client.awaitCompletion(PATIENCE);
        assertThat(client.getItems())
                .extracting(OutboundSseEvent::getId)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, MANY)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(of.size()).isZero();
        assertThat(changes.size()).isZero();
    }

    @Test
    void forWhoDoesNotReadNothingIsMadeAndWhoReadsAgainGetsAll() {
        AssertSubscriber<OutboundSseEvent> client = follow(1);
        client.awaitItems(1, PATIENCE);

        IntStream.rangeClosed(2, MANY).forEach(this::tell);

        assertThat(view.asked.get()).isLessThan(10);
        assertThat(streams.size()).isEqualTo(1);
        assertAll(client.request(Long.MAX_VALUE));
    }

    @Test
    void whoReadsGetsAllAsItComes() {
        AssertSubscriber<OutboundSseEvent> client = follow(Long.MAX_VALUE);
        for (int state = 2; state <= MANY; state++) {
            tell(state);
            if (state % 1_000 == 0) {
                client.awaitItems(state, PATIENCE);
            }
        }
        assertAll(client);
    }

    @Test
    void whatFollowsAChangeQuicklyIsToldTogetherAndAnEndAtOnce() {
        EventStreams patient = new EventStreams(Duration.ofHours(1));
        AssertSubscriber<OutboundSseEvent> client = follow(patient, Long.MAX_VALUE);
        client.awaitItems(1, PATIENCE);
        tell(2);
        client.awaitItems(2, PATIENCE);

        IntStream.rangeClosed(3, MANY).forEach(this::tell);

        assertAll(patient, client);
        assertThat(view.asked).hasValue(3);
    }

    @Test
    void whatWaitsForOthersIsToldThoughNoneCome() {
        AssertSubscriber<OutboundSseEvent> client = follow(Long.MAX_VALUE);
        client.awaitItems(1, PATIENCE);

        tell(2);
        tell(3);

        client.awaitItems(3, PATIENCE);
    }

    @Test
    void theStreamOfWhatIsForgottenEnds() {
        AssertSubscriber<OutboundSseEvent> client = follow(Long.MAX_VALUE);
        client.awaitItems(1, PATIENCE);

        tell(0);

        client.awaitCompletion(PATIENCE);
        assertThat(streams.size()).isZero();
    }
}
