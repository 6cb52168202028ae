package dev.atelier.trainer.service;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the shipped models are published; a failed publication is shown, and stays down until it is mended. */
@Readiness
@ApplicationScoped
public class PublicationHealth implements HealthCheck {
    private final Publication publication;

    public PublicationHealth(Publication publication) {
        this.publication = publication;
    }

    @Override
    public HealthCheckResponse call() {
        Publication.State state = publication.state();
        return HealthCheckResponse.named("shipped-models")
                .status(state == Publication.State.DONE || state == Publication.State.NOTHING_TO_DO)
                .withData("state", state.name().toLowerCase())
                .withData("detail", publication.detail())
                .build();
    }
}
