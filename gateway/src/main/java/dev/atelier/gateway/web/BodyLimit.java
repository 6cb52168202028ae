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
import java.util.Locale;
import java.util.Optional;

/**
 * Refuses a body of more than 64 KiB, or a catalogue's file or a picture of more than is configured, by its declared length,
 * before any of it is read. The answer goes out at once; what the client still sends is then thrown away for a moment, since
 * closing the connection under a sending client would lose the answer on its way (RFC 9112, 9.6).
 */
@ApplicationScoped
public class BodyLimit {
    private static final int LIMIT = 64 * 1024;
    private static final long LINGER_MILLIS = 5000;
    private static final int PRIORITY = 1000;

    private static final String LENGTH = "Content-Length";
    private static final String UPLOADS = "/v1/catalogues";

    private final RouteProblems problems;
    private final long uploadLimit;
    private final long pictureLimit;

    BodyLimit(RouteProblems problems, GatewayConfig config) {
        this.problems = problems;
        this.uploadLimit = config.uploadLimit().asLongValue();
        this.pictureLimit = config.search().pictureLimit().asLongValue();
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<Problem> refusal = refusal(request);
        if (refusal.isEmpty()) {
            context.next();
            return;
        }
        problems.answer(context, refusal.get());
        long timer = context.vertx()
                .setTimer(LINGER_MILLIS, id -> request.connection().close());
        request.handler(discarded -> {});
        request.endHandler(end -> context.vertx().cancelTimer(timer));
        request.resume();
    }

    private Optional<Problem> refusal(HttpServerRequest request) {
        if (isForm(request) && request.getHeader(LENGTH) == null) {
            // The framework puts a form's files down before anybody else sees them.
            return Optional.of(Problem.of(
                    ProblemType.LENGTH_REQUIRED, "A form must say its length, in the header Content-Length."));
        }
        long limit = limit(request);
        if (declaredLength(request) <= limit) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(
                ProblemType.BODY_TOO_LARGE,
                "The body has " + request.getHeader(LENGTH) + " bytes; at most " + limit + " are read."));
    }

    /** What a catalogue's file has beyond is refused as it is read. */
    private long limit(HttpServerRequest request) {
        if (isForm(request)) {
            return pictureLimit + LIMIT;
        }
        boolean file = UPLOADS.equals(request.path())
                && (hasType(request, "text/csv") || hasType(request, "application/x-ndjson"));
        return file ? uploadLimit : LIMIT;
    }

    private static boolean isForm(HttpServerRequest request) {
        return hasType(request, "multipart/");
    }

    private static boolean hasType(HttpServerRequest request, String beginning) {
        String type = request.getHeader("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(beginning);
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
        String length = request.getHeader(LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
