package dev.atelier.gateway.webhooks;

/** How a call of a webhook ended. */
public sealed interface Answer {
    /** The receiver has it: an answer of 2xx. */
    record Taken() implements Answer {}

    /** Not this time, perhaps later. */
    record NotNow(String reason) implements Answer {}

    /** So many calls to that host are under way that this one was not even tried. */
    record Busy() implements Answer {}

    /** Never: nobody may call that address, or the receiver says that it is gone for good. */
    record Never(String reason) implements Answer {}
}
