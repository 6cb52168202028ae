package dev.atelier.gateway.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells when everything has been applied that was in the log when somebody asked. The broker is asked for the ends of
 * the partitions one time after another: who comes while it is asked waits for the next answer, so that many questions
 * cost no more than a few.
 */
final class Barrier {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Function<Set<TopicPartition>, CompletionStage<Map<TopicPartition, Long>>> ends;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private Optional<CompletableFuture<Void>> asking = Optional.empty();
    private Optional<CompletableFuture<Void>> next = Optional.empty();

    private record Waiting(Map<TopicPartition, Long> ends, CompletableFuture<Void> reached) {}

    /** @param ends asks the broker for the offsets after the last records */
    Barrier(Function<Set<TopicPartition>, CompletionStage<Map<TopicPartition, Long>>> ends) {
        this.ends = ends;
    }

    /** One that asks by {@code admin}. */
    static Barrier asking(Admin admin) {
        return new Barrier(partitions -> admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(it -> it, it -> OffsetSpec.latest())))
                .all()
                .toCompletionStage()
                .thenApply(Barrier::offsets));
    }

    private static Map<TopicPartition, Long> offsets(Map<TopicPartition, ListOffsetsResultInfo> found) {
        return found.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .offset()));
    }

    /** Whether somebody waits, and positions are of interest also where no record came. */
    synchronized boolean isAwaited() {
        return !waiting.isEmpty();
    }

    /** Everything before {@code position} has been applied. */
    synchronized void reached(Map<TopicPartition, Long> now) {
        positions.putAll(now);
        waiting.removeIf(this::completeIfReached);
    }

    /** Completes as told above, or after 5 s with {@link LogUnavailableException}. */
    synchronized CompletableFuture<Void> upToNow() {
        if (asking.isEmpty()) {
            return bounded(ask());
        }
        if (next.isEmpty()) {
            next = Optional.of(new CompletableFuture<>());
        }
        return bounded(next.get());
    }

    private CompletableFuture<Void> ask() {
        var reached = new CompletableFuture<Void>();
        ask(reached);
        return reached;
    }

    private void ask(CompletableFuture<Void> reached) {
        asking = Optional.of(reached);
        ends.apply(Set.copyOf(positions.keySet())).whenComplete((found, failure) -> answered(reached, found, failure));
    }

    private synchronized void answered(
            CompletableFuture<Void> reached, Map<TopicPartition, Long> found, Throwable failure) {
        asking = Optional.empty();
        if (failure != null) {
            reached.completeExceptionally(new LogUnavailableException("the ends of the log are not known", failure));
        } else {
            Waiting one = new Waiting(found, reached);
            if (!completeIfReached(one)) {
                waiting.add(one);
            }
        }
        Optional<CompletableFuture<Void>> later = next;
        next = Optional.empty();
        later.ifPresent(this::ask);
    }

    private boolean completeIfReached(Waiting one) {
        boolean all = one.ends().entrySet().stream()
                .allMatch(end -> positions.getOrDefault(end.getKey(), Long.MAX_VALUE) >= end.getValue());
        if (all) {
            one.reached().complete(null);
        }
        return all || one.reached().isDone();
    }

    private static CompletableFuture<Void> bounded(CompletableFuture<Void> reached) {
        // A copy: one that has waited for too long must not end the others' wait.
        return reached.copy()
                .orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(e -> {
                    throw new LogUnavailableException("the log was not read up to its end in time", e);
                });
    }
}
