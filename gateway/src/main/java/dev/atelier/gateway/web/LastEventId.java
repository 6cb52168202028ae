package dev.atelier.gateway.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalInt;

/** What a client that comes back has already: the number that its last event carried as its id. */
public final class LastEventId {
    public static final String HEADER = "Last-Event-ID";
    private static final String NUMBER = "[0-9]{1,9}";

    private LastEventId() {}

    /**
     * Number of the last event that the client has; empty for none, and where it names what no event can have: it then gets
     * everything again rather than too little.
     *
     * @param most the highest number that there can be. Another gateway may have read further than this one: either it is
     *     more than there is here, and the client then waits for what it does not have, or this one has read on before
     */
    public static OptionalInt seen(Optional<String> header, int most) {
        return header.filter(value -> value.matches(NUMBER)).stream()
                .mapToInt(Integer::parseInt)
                .filter(number -> number <= most)
                .findFirst();
    }

    /** Whether the client has an event beyond the last that this gateway has read. */
    public static boolean isBeyond(Optional<String> header, int read) {
        return seen(header, Integer.MAX_VALUE).orElse(read) > read;
    }

    /** To a browser's EventSource the one answer that means: do not connect again. */
    public static WebApplicationException nothingMore() {
        return new WebApplicationException(Response.noContent().build());
    }
}
