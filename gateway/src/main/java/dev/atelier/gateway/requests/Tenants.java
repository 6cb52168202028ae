package dev.atelier.gateway.requests;

import dev.atelier.gateway.configuration.GatewayConfig;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/**
 * Says whose request it is, the one place that does. A header is no proof: only where an installation says that a proxy
 * sets it, and takes away what clients send, is it believed.
 */
@ApplicationScoped
public class Tenants {
    private final Optional<String> header;

    Tenants(GatewayConfig config) {
        this.header = config.tenantHeader();
    }

    /** @throws dev.atelier.gateway.problems.ProblemException {@code unknown-tenant} */
    public Tenant of(HttpHeaders headers) {
        if (header.isEmpty()) {
            return Tenant.DEFAULT;
        }
        String name = headers.getHeaderString(header.get());
        if (name == null || !Tenant.isName(name)) {
            String given = name == null ? "it is missing" : "this one has " + name.length();
            throw Problem.of(
                            ProblemType.UNKNOWN_TENANT,
                            "The header " + header.get()
                                    + " must name a tenant in 1 to 64 letters, digits, dots, dashes"
                                    + " and underscores, a letter or digit first; " + given + ".")
                    .asException();
        }
        return new Tenant(name);
    }
}
