package dev.atelier.gateway.log;

import dev.atelier.gateway.index.Bookmark;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether an index that was kept can go on where it was, or the topic has to be read from its start.
 *
 * @param topic as it is now
 * @param first offset that there still is, by partition
 * @param next offset that will be written, by partition
 */
record Continuation(CompactedTopic topic, Map<Integer, Long> first, Map<Integer, Long> next) {
    /** By so much less than the broker promises are removals trusted to be there: its clock is another. */
    private static final Duration MARGIN = Duration.ofHours(1);

    /** Why the index cannot go on from its bookmark, in words; empty where it can. */
    Optional<String> obstacle(Bookmark bookmark, Instant now) {
        if (!bookmark.topic().equals(topic.id())) {
            return Optional.of("the topic was made anew");
        }
        for (Map.Entry<Integer, Long> place : bookmark.offsets().entrySet()) {
            int partition = place.getKey();
            long offset = place.getValue();
            if (!first.containsKey(partition) || offset < first.get(partition) || offset > next.get(partition)) {
                return Optional.of("partition " + partition + " has no offset " + offset + " any more");
            }
        }
        Duration away = Duration.between(bookmark.complete(), now);
        if (away.compareTo(topic.removalsKept().minus(MARGIN)) > 0) {
            return Optional.of("the index was away for " + away.toHours()
                    + " hours, so that the topic may have forgotten what was removed");
        }
        return Optional.empty();
    }

    /** Where to read on. */
    Map<Integer, Long> starts(Bookmark bookmark) {
        var starts = new HashMap<>(first);
        starts.putAll(bookmark.offsets());
        return starts;
    }
}
