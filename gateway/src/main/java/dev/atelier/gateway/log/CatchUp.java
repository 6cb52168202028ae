package dev.atelier.gateway.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** How far the reader still is from the ends that the partitions had when it began. */
final class CatchUp {
    private final Map<TopicPartition, Long> missing = new ConcurrentHashMap<>();
    private volatile boolean begun;

    /** @param ends offset after the last record of each partition at start */
    void begin(Map<TopicPartition, Long> ends) {
        missing.putAll(ends);
        begun = true;
    }

    /** The next record that will be read of {@code partition} is at {@code position}. */
    void reached(TopicPartition partition, long position) {
        missing.computeIfPresent(partition, (tp, end) -> position >= end ? null : end);
    }

    boolean done() {
        return begun && missing.isEmpty();
    }

    /** Partitions that are not read up to the end yet. */
    int partitionsLeft() {
        return missing.size();
    }

    /** Whether partitions of other topics than this one are not read up to the end yet. */
    boolean othersLeft(String topic) {
        return missing.keySet().stream()
                .anyMatch(partition -> !partition.topic().equals(topic));
    }

    boolean isLeft(TopicPartition partition) {
        return missing.containsKey(partition);
    }

    boolean begun() {
        return begun;
    }
}
