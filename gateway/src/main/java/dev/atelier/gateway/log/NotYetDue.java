package dev.atelier.gateway.log;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that wait for their time: where they lie and when they are due, and nothing of what they say, so that very many can
 * wait. Used by one thread.
 */
final class NotYetDue {
    private final PriorityQueue<Place> places = new PriorityQueue<>(Comparator.comparingLong(Place::due));

    private record Place(TopicPartition partition, long offset, long due) {}

    void add(TopicPartition partition, long offset, Instant due) {
        places.add(new Place(partition, offset, due.toEpochMilli()));
    }

    /** Takes out those that are due, the longest due first and at most so many; their offsets by partition. */
    Map<TopicPartition, SortedSet<Long>> take(Instant now, int most) {
        Map<TopicPartition, SortedSet<Long>> due = new HashMap<>();
        for (int left = most; left > 0 && !places.isEmpty() && places.peek().due() <= now.toEpochMilli(); left--) {
            Place place = places.poll();
            due.computeIfAbsent(place.partition(), any -> new TreeSet<>()).add(place.offset());
        }
        return due;
    }

    /** Drops what another reader has now. */
    void forget(Collection<TopicPartition> partitions) {
        places.removeIf(place -> partitions.contains(place.partition()));
    }

    void clear() {
        places.clear();
    }

    int size() {
        return places.size();
    }
}
