package dev.atelier.standalone.load;

import java.util.Optional;

/** When requests are sent. */
public sealed interface Schedule {
    /** How many are under way at most. */
    int connections();

    /**
     * When a request is to be sent.
     *
     * @param number of the request, from 0
     * @return nanoseconds after the start; empty: as soon as a connection is free
     */
    Optional<Long> plannedAfter(long number);

    /** Each of some clients sends its next request once it has the answer to the last one. */
    record ClosedLoop(int connections) implements Schedule {
        @Override
        public Optional<Long> plannedAfter(long number) {
            return Optional.empty();
        }
    }

    /**
     * Requests come at a rate whatever the answers do, as those of many independent people would. Their latency counts
     * from the planned moment, so that a request that had to wait for a connection is not made to look quick
     * (coordinated omission).
     *
     * @param perSecond more than 0
     */
    record OpenLoop(double perSecond, int connections) implements Schedule {
        @Override
        public Optional<Long> plannedAfter(long number) {
            return Optional.of((long) (number * 1e9 / perSecond));
        }
    }
}
