package dev.atelier.gateway.web;

import dev.atelier.gateway.configuration.GatewayConfig;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import dev.atelier.gateway.problems.RouteProblems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Refuses a body of more than 64 KiB, or a catalogue's file of more than is configured, by its declared length, before any
 * of it is read. The answer goes out at once;
 * what the client still sends is then thrown away for a moment, since closing the connection under a sending client
 * would lose the answer on its way (RFC 9112, 9.6).
 */
@ApplicationScoped
public class BodyLimit {
    private static final int LIMIT = 64 * 1024;
    private static final long LINGER_MILLIS = 5000;
    private static final int PRIORITY = 1000;

    private static final String UPLOADS = "/v1/catalogues";

    private final RouteProblems problems;
    private final long uploadLimit;

    BodyLimit(RouteProblems problems, GatewayConfig config) {
        this.problems = problems;
        this.uploadLimit = config.uploadLimit().asLongValue();
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        long limit = limit(request);
        if (declaredLength(request) <= limit) {
            context.next();
            return;
        }
        problems.answer(
                context,
                Problem.of(
                        ProblemType.BODY_TOO_LARGE,
                        "The body has " + request.getHeader("Content-Length") + " bytes; at most " + limit
                                + " are read."));
        long timer = context.vertx()
                .setTimer(LINGER_MILLIS, id -> request.connection().close());
        request.handler(discarded -> {});
        request.endHandler(end -> context.vertx().cancelTimer(timer));
        request.resume();
    }

    /** What a catalogue's file has beyond is refused as it is read. */
    private long limit(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        boolean file = UPLOADS.equals(request.path())
                && type != null
                && (type.startsWith("text/csv") || type.startsWith("application/x-ndjson"));
        return file ? uploadLimit : LIMIT;
    }

    /**
     * Reads a body whose length was not declared.
     *
     * @throws dev.atelier.gateway.problems.ProblemException {@code body-too-large}, after having read 64 KiB of it
     */
    public static byte[] read(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw Problem.of(ProblemType.BODY_TOO_LARGE, "The body has more than " + LIMIT + " bytes.")
                        .asException();
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("The body could not be read", e);
        }
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
