package dev.atelier.gateway.webhooks;

import dev.atelier.contract.messages.Webhook;
import dev.atelier.gateway.configuration.GatewayConfig;
import dev.atelier.gateway.configuration.TenantConfig;
import dev.atelier.gateway.problems.FieldError;
import dev.atelier.gateway.problems.Problem;
import dev.atelier.gateway.problems.ProblemType;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Refuses requests whose webhook could never be called. */
@ApplicationScoped
public class WebhookDoor {
    private final TenantConfig tenants;
    private final Destinations destinations;

    WebhookDoor(TenantConfig tenants, Destinations destinations) {
        this.tenants = tenants;
        this.destinations = destinations;
    }

    /** A secret that is none is a reason not to start, instead of one to fail at the end of every job. */
    void check(@Observes StartupEvent start, GatewayConfig config) {
        config.tenants().forEach((name, settings) -> settings.webhookSecret().ifPresent(secret -> {
            try {
                Secret.parse(secret);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "atelier.tenants.\"" + name + "\".webhook-secret: " + e.getMessage(), e);
            }
        }));
    }

    /** @throws dev.atelier.gateway.problems.ProblemException {@code invalid-request} */
    public void require(String tenant, Webhook webhook) {
        if (tenants.webhookSecret(tenant).isEmpty()) {
            refuse(
                    "/webhook",
                    "Tenant '" + tenant + "' has no secret to sign webhooks with; it is set by atelier.tenants.\""
                            + tenant + "\".webhook-secret.",
                    webhook);
        }
        destinations
                .objection(webhook.url())
                .ifPresent(why -> refuse("/webhook/url", "This address is never called: " + why + ".", webhook));
    }

    private static void refuse(String pointer, String message, Webhook webhook) {
        throw Problem.of(
                        ProblemType.INVALID_REQUEST,
                        List.of(new FieldError(pointer, webhook.url(), message, List.of())))
                .asException();
    }
}
