package dev.atelier.gateway.index;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which products may be found.
 *
 * @param attributes of each name one of the values
 * @param from least price, whatever the currency; a product without a price is then left out
 * @param to highest price
 * @param inStock whether it can be bought now
 */
public record ProductFilter(
        Map<String, List<String>> attributes,
        Optional<BigDecimal> from,
        Optional<BigDecimal> to,
        Optional<Boolean> inStock) {
    /** All of them. */
    public static final ProductFilter NONE =
            new ProductFilter(Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
}
