package dev.atelier.gateway.log;

import java.util.OptionalLong;
import java.util.TreeSet;

/** Which records of a partition are under way, and so up to where it is done. Thread-safe. */
final class UnfinishedOffsets {
    private final TreeSet<Long> underWay = new TreeSet<>();
    private long next;
    private long committed;

    /** A record that takes time to handle. */
    synchronized void begun(long offset) {
        underWay.add(offset);
        next = offset + 1;
    }

    /** A record that nothing is to be done for. */
    synchronized void passed(long offset) {
        next = offset + 1;
    }

    synchronized void done(long offset) {
        underWay.remove(offset);
    }

    synchronized int size() {
        return underWay.size();
    }

    /** The offset before which all is done, where that is more than what {@link #committed} said the last time. */
    synchronized OptionalLong toCommit() {
        long done = underWay.isEmpty() ? next : underWay.first();
        return done <= committed ? OptionalLong.empty() : OptionalLong.of(done);
    }

    /** The broker has noted the offset. */
    synchronized void committed(long offset) {
        committed = offset;
    }
}
