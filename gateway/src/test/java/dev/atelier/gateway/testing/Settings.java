package dev.atelier.gateway.testing;

import dev.atelier.gateway.configuration.GatewayConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Settings as an installation makes them, without a gateway. */
public final class Settings {
    private Settings() {}

    /** @param given keys and values; the others have their defaults */
    public static GatewayConfig of(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(given);
        all.put("atelier.store.access-key", "key");
        all.put("atelier.store.secret-key", "secret");
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .withMapping(GatewayConfig.class)
                .build()
                .getConfigMapping(GatewayConfig.class);
    }
}
