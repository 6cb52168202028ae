package dev.atelier.standalone.bench;

/** Which way pictures are asked for. */
public enum Lane {
    /** By HTTP, a few at a time. */
    INTERACTIVE,
    /** As shards of a catalogue. */
    BULK
}
