package dev.atelier.trainer.service;

import dev.atelier.trainer.service.TrainerConfig.ModelTraining;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The models' settings by name. The name of an environment variable has neither dots nor dashes, so what one says of {@code
 * SHOP_CVAE} is for the model {@code shop-cvae} as well as for {@code shop.cvae}; a model that is named as it is goes first.
 */
final class ConfiguredModels {
    private final Map<String, ModelTraining> exact;
    private final Map<String, String> names;

    /** @param exact which has the usual settings for names that it doesn't know */
    ConfiguredModels(Map<String, ModelTraining> exact) {
        this.exact = exact;
        names = exact.keySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        ConfiguredModels::plain, name -> name, (one, other) -> one.compareTo(other) < 0 ? one : other));
    }

    private static String plain(String model) {
        return model.toLowerCase(Locale.ROOT).replaceAll("[._-]", "-");
    }

    /** The settings of a model; the usual ones where none are configured. */
    ModelTraining of(String model) {
        return exact.containsKey(model)
                ? exact.get(model)
                : exact.get(Optional.ofNullable(names.get(plain(model))).orElse(model));
    }
}
