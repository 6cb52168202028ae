package dev.atelier.gateway.web;

import dev.atelier.gateway.watching.Subscription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The streams of one kind that clients follow at the moment. A client that leaves frees its stream. For one that does not read,
 * or slowly, nothing is kept: what it does not have is looked up when it can take more, and a state has all that led to it.
 * Changes that follow each other quickly are told together, since what costs is to turn to a client at all.
 */
public final class EventStreams {
    /** Less than what anybody sees, and more than lies between the pictures of a job. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private final Duration gathering;
    private final Set<MultiEmitter<? super Signal>> open = ConcurrentHashMap.newKeySet();

    public EventStreams() {
        this(GATHERING);
    }

    /** @param gathering how long a change waits for others at most, if one was told just before it; an end waits for none */
    EventStreams(Duration gathering) {
        this.gathering = gathering;
    }

    /** Why a client may have to hear something. */
    private enum Signal {
        CHANGED,
        TIME_HAS_PASSED
    }

    /** One client's view of something that changes; used by one thread at a time, but for {@link #isOver}. */
    public interface View<T> {
        /** What the client does not have of this state, from now on taken to be sent. */
        List<OutboundSseEvent> news(T state);

        /** What is to be said since time has passed. */
        List<OutboundSseEvent> tick(T state);

        /** Whether nothing follows; asked by any thread. */
        boolean isOver(T state);
    }

    /**
     * Follows something to its end, or until it is forgotten.
     *
     * @param watch makes its argument hear of every change
     * @param now the state as it is
     * @param between two ticks
     */
    public <T> Multi<OutboundSseEvent> follow(
            View<T> view, Function<Consumer<T>, Subscription> watch, Supplier<Optional<T>> now, Duration between) {
        Multi<Signal> signals = Multi.createFrom().emitter(client -> {
            open.add(client);
            var changes = new Gathered(gathering, () -> client.emit(Signal.CHANGED));
            Subscription subscription = watch.apply(state -> {
                if (view.isOver(state)) {
                    changes.tell();
                } else {
                    changes.tellSoon();
                }
            });
            ScheduledFuture<?> ticking = Infrastructure.getDefaultWorkerPool()
                    .scheduleAtFixedRate(
                            () -> client.emit(Signal.TIME_HAS_PASSED),
                            between.toSeconds(),
                            between.toSeconds(),
                            TimeUnit.SECONDS);
            client.onTermination(() -> {
                ticking.cancel(false);
                subscription.close();
                open.remove(client);
            });
            client.emit(Signal.CHANGED);
        });
        return signals.onOverflow()
                .dropPreviousItems()
                // Off the thread that reads the log, which must not wait for a client.
                .emitOn(Infrastructure.getDefaultExecutor())
                .onItem()
                .transformToMultiAndConcatenate(
                        signal -> Multi.createFrom().items(() -> events(signal, view, now.get())))
                .select()
                .first(Optional::isPresent)
                .map(Optional::get);
    }

    /** An empty one is the end. */
    private static <T> Stream<Optional<OutboundSseEvent>> events(Signal signal, View<T> view, Optional<T> state) {
        if (state.isEmpty()) {
            return Stream.of(Optional.empty());
        }
        Stream<OutboundSseEvent> events = view.news(state.get()).stream();
        if (signal == Signal.TIME_HAS_PASSED) {
            events = Stream.concat(events, view.tick(state.get()).stream());
        }
        Stream<Optional<OutboundSseEvent>> end =
                view.isOver(state.get()) ? Stream.of(Optional.empty()) : Stream.empty();
        return Stream.concat(events.map(Optional::of), end);
    }

    public int size() {
        return open.size();
    }

    /** Ends all, for a shutdown: an open stream would hold it up, and the clients come back to another gateway. */
    public void end() {
        open.forEach(MultiEmitter::complete);
    }
}
