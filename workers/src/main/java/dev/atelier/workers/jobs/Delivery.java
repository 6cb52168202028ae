package dev.atelier.workers.jobs;

import dev.atelier.contract.messages.Message;

/** A request as it came from the broker. */
public interface Delivery {
    /** The message, whatever it holds. A message without a key has an empty one here. */
    Message message();

    /** Says that the message needs no second delivery: its end lies in the log. Any thread; once. */
    void acknowledge();
}
