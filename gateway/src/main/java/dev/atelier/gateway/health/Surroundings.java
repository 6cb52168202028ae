package dev.atelier.gateway.health;

import dev.atelier.gateway.log.BrokerWatch;
import dev.atelier.gateway.log.ProductsFollowing;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** What is degraded though requests can be taken: they wait in the log for the store and for a worker. Always up. */
@Readiness
class Surroundings implements HealthCheck {
    private final BrokerWatch broker;
    private final StoreWatch store;
    private final ProductsFollowing products;

    Surroundings(BrokerWatch broker, StoreWatch store, ProductsFollowing products) {
        this.broker = broker;
        this.store = store;
        this.products = products;
    }

    @Override
    public HealthCheckResponse call() {
        boolean degraded = !store.reachable() || broker.workers() == 0 || !products.caughtUp();
        return HealthCheckResponse.named("surroundings")
                .up()
                .withData("state", degraded ? "degraded" : "complete")
                .withData("store", store.reachable() ? "reachable" : "unreachable")
                .withData("workers", broker.workers())
                .withData("products", products.progress())
                .build();
    }
}
