package dev.atelier.gateway.log;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What becomes of a topic's records.
 *
 * @param reach how far back records matter; absent where all do, from the first
 * @param apply takes a record's value; an exception marks the record as unreadable: it is logged and skipped
 * @param ahead whether so much of this topic waits for what the others bring that these should be read first; asked
 *     while the log is caught up with
 */
public record TopicFold(String topic, Optional<Duration> reach, Consumer<byte[]> apply, BooleanSupplier ahead) {}
