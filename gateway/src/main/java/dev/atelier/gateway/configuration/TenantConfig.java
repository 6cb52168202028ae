package dev.atelier.gateway.configuration;

import dev.atelier.gateway.configuration.GatewayConfig.TenantSettings;
import dev.atelier.gateway.quotas.CatalogueLimits;
import dev.atelier.gateway.quotas.Limits;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What holds for each tenant: its own settings before those of all. */
@ApplicationScoped
public class TenantConfig {
    private static final int CATALOGUES_RUNNING = 100;
    private static final long ITEMS_WAITING = 10_000_000;

    private final GatewayConfig config;

    public TenantConfig(GatewayConfig config) {
        this.config = config;
    }

    /** @throws IllegalArgumentException where a limit makes no sense */
    public Limits limits(String tenant) {
        return new Limits(picturesPerSecond(tenant), picturesWaiting(tenant));
    }

    /** @throws IllegalArgumentException where a limit makes no sense */
    public CatalogueLimits catalogueLimits(String tenant) {
        OptionalInt running =
                settings(tenant).map(TenantSettings::cataloguesRunning).orElse(OptionalInt.empty());
        OptionalLong items = settings(tenant).map(TenantSettings::itemsWaiting).orElse(OptionalLong.empty());
        CatalogueLimits all = catalogueLimits();
        return new CatalogueLimits(running.orElse(all.running()), items.orElse(all.itemsWaiting()));
    }

    private CatalogueLimits catalogueLimits() {
        return new CatalogueLimits(
                config.quota().cataloguesRunning().orElse(CATALOGUES_RUNNING),
                config.quota().itemsWaiting().orElse(ITEMS_WAITING));
    }

    /** Mistakes are told at the start, not at a tenant's first request. */
    void check(@Observes StartupEvent start) {
        new Limits(config.quota().picturesPerSecond(), config.quota().picturesWaiting());
        catalogueLimits();
        config.tenants().keySet().forEach(this::limits);
        config.tenants().keySet().forEach(this::catalogueLimits);
    }

    private OptionalDouble picturesPerSecond(String tenant) {
        OptionalDouble own =
                settings(tenant).map(TenantSettings::picturesPerSecond).orElse(OptionalDouble.empty());
        return own.isPresent() ? own : config.quota().picturesPerSecond();
    }

    private OptionalInt picturesWaiting(String tenant) {
        OptionalInt own = settings(tenant).map(TenantSettings::picturesWaiting).orElse(OptionalInt.empty());
        return own.isPresent() ? own : config.quota().picturesWaiting();
    }

    public Optional<String> webhookSecret(String tenant) {
        return settings(tenant).flatMap(TenantSettings::webhookSecret);
    }

    /** By the very name, else by one as it can stand in the name of an environment variable. */
    private Optional<TenantSettings> settings(String tenant) {
        Map<String, TenantSettings> all = config.tenants();
        return Optional.ofNullable(all.get(tenant)).or(() -> all.entrySet().stream()
                .filter(entry -> EnvironmentNames.plain(entry.getKey()).equals(EnvironmentNames.plain(tenant)))
                .map(Map.Entry::getValue)
                .findFirst());
    }
}
