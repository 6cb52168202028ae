package dev.atelier.trainer.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredModelsTest {

    private static ConfiguredModels models(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("ATELIER_STORE_ACCESS_KEY", "a");
        all.put("ATELIER_STORE_SECRET_KEY", "b");
        all.put("ATELIER_TRAINER_RETRAINING_WORK", "work");
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new EnvConfigSource(all, 300))
                .withConverter(Duration.class, 100, value -> Duration.ofSeconds(1))
                .withMapping(TrainerConfig.class)
                .build();
        return new ConfiguredModels(
                config.getConfigMapping(TrainerConfig.class).trainer().models());
    }

    @Test
    void aVariableOfTheEnvironmentIsForTheModelWithDashesInItsName() {
        ConfiguredModels models = models(Map.of("ATELIER_TRAINER_MODELS__SHOP_CVAE__EPOCHS", "7"));

        assertThat(models.of("shop-cvae").epochs()).contains(7);
        assertThat(models.of("other").epochs()).isEmpty();
        assertThat(models.of("other").images()).isEqualTo(5_000);
    }
}
