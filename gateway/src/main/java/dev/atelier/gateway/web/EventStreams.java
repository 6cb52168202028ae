package dev.atelier.gateway.web;

import dev.atelier.gateway.watching.Subscription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The streams of one kind that clients follow at the moment. A client that leaves frees its stream. */
public final class EventStreams {
    private final Set<MultiEmitter<? super OutboundSseEvent>> open = ConcurrentHashMap.newKeySet();

    /** One client's view of something that changes; used by several threads. */
    public interface Stream<T> {
        /** Sends what the client does not have of this state. */
        void push(T state);

        /** Time has passed. */
        void tick();
    }

    /**
     * Follows something to its end.
     *
     * @param stream makes the client's view, which completes the emitter
     * @param watch makes its argument hear of every change
     * @param now the state as it is
     * @param between two ticks
     */
    public <T> Multi<OutboundSseEvent> follow(
            Function<MultiEmitter<? super OutboundSseEvent>, Stream<T>> stream,
            Function<Consumer<T>, Subscription> watch,
            Supplier<T> now,
            Duration between) {
        Multi<OutboundSseEvent> events = Multi.createFrom().emitter(client -> {
            Stream<T> view = stream.apply(client);
            open.add(client);
            Subscription subscription = watch.apply(view::push);
            ScheduledFuture<?> ticking = Infrastructure.getDefaultWorkerPool()
                    .scheduleAtFixedRate(view::tick, between.toSeconds(), between.toSeconds(), TimeUnit.SECONDS);
            client.onTermination(() -> {
                ticking.cancel(false);
                subscription.close();
                open.remove(client);
            });
            view.push(now.get());
        });
        // Off the thread that reads the log, which must not wait for a client.
        return events.emitOn(Infrastructure.getDefaultExecutor());
    }

    public int size() {
        return open.size();
    }

    /** Ends all, for a shutdown: an open stream would hold it up, and the clients come back to another gateway. */
    public void end() {
        open.forEach(MultiEmitter::complete);
    }
}
