package dev.atelier.workers.intake;

import dev.atelier.workers.jobs.Delivery;
import java.util.function.IntConsumer;

/** What an intake does with a message. */
interface MessageReader {
    /** @param size is told first how much the request is of, as {@link Demand} counts, 0 where that is unknown */
    void read(Delivery delivery, IntConsumer size);
}
