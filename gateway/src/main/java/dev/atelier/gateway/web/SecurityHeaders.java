package dev.atelier.gateway.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The browser may load scripts, styles and pictures from here alone, and nothing may frame the page. */
@ApplicationScoped
class SecurityHeaders {
    private static final int PRIORITY = 2000;
    private static final String STRICT =
            "default-src 'self'; base-uri 'none'; form-action 'self'; " + "frame-ancestors 'none'; object-src 'none'";
    /** Swagger UI carries its script and style within the page. */
    private static final String SWAGGER = "default-src 'self'; script-src 'self' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    void install(@Observes Filters filters) {
        filters.register(SecurityHeaders::add, PRIORITY);
    }

    private static void add(RoutingContext context) {
        MultiMap headers = context.response().headers();
        boolean swagger =
                context.request().path() != null && context.request().path().startsWith("/q/swagger-ui");
        headers.set("Content-Security-Policy", swagger ? SWAGGER : STRICT);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        context.next();
    }
}
