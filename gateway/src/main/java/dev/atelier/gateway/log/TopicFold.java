package dev.atelier.gateway.log;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What becomes of a topic's records.
 *
 * @param reach how far back records matter; absent where all do, from the first
 * @param apply takes a record's value; an exception marks the record as unreadable: it is logged and skipped
 */
public record TopicFold(String topic, Optional<Duration> reach, Consumer<byte[]> apply) {}
