package dev.atelier.standalone.client;

import dev.atelier.contract.attributes.Selection;
import java.util.OptionalLong;

/**
 * What to ask a gateway for.
 *
 * @param count pictures, 1 to 64
 * @param seed 0 to 2⁵³−1; the gateway derives one where absent
 */
public record Order(String model, Selection attributes, int count, OptionalLong seed) {}
