package dev.atelier.gateway.log;

import dev.atelier.gateway.watching.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The coming back from the log of something that was written. */
public final class Arrival {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Arrival() {}

    /**
     * Begins to wait; call it before writing.
     *
     * @param what is waited for, in words
     * @param watch makes its argument hear of every change
     * @param now the state as it is
     * @return completes with the first state that {@code wanted} holds for, or after 5 s with {@link
     *     LogUnavailableException}; cancelling it frees everything
     */
    public static <T> CompletableFuture<T> of(
            String what, Function<Consumer<T>, Subscription> watch, Supplier<Optional<T>> now, Predicate<T> wanted) {
        return within(
                LONGEST,
                late -> new LogUnavailableException("what was written for " + what + " did not come back", late),
                watch,
                now,
                wanted);
    }

    /**
     * The same for what somebody else has to do first.
     *
     * @param longest that is waited
     * @param failure what the wait ends with then
     */
    public static <T> CompletableFuture<T> within(
            Duration longest,
            Function<Throwable, RuntimeException> failure,
            Function<Consumer<T>, Subscription> watch,
            Supplier<Optional<T>> now,
            Predicate<T> wanted) {
        var arrival = new CompletableFuture<T>();
        Subscription subscription = watch.apply(state -> {
            if (wanted.test(state)) {
                arrival.complete(state);
            }
        });
        now.get().filter(wanted).ifPresent(arrival::complete);
        CompletableFuture<T> bounded = arrival.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(e -> {
                    throw failure.apply(e);
                });
        arrival.whenComplete((state, late) -> subscription.close());
        bounded.whenComplete((state, late) -> arrival.cancel(false));
        return bounded;
    }

    /**
     * What has come back once it is written; where writing fails nobody waits any more.
     *
     * @param arrival that was begun before writing
     */
    public static <T> CompletableFuture<T> once(CompletableFuture<Void> written, CompletableFuture<T> arrival) {
        return written.whenComplete((done, failure) -> {
                    if (failure != null) {
                        arrival.cancel(false);
                    }
                })
                .thenCompose(done -> arrival);
    }
}
