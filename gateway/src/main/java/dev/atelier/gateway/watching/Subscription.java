package dev.atelier.gateway.watching;

/** Ends by {@link #close}, which may be called more than once. */
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
