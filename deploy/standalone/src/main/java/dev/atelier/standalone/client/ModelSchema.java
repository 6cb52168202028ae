package dev.atelier.standalone.client;

import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.attributes.ShownCombinations;
import java.util.Optional;

/**
 * What a model can be asked for.
 *
 * @param shown the combinations that its training pictures showed, where that is known
 */
public record ModelSchema(AttributeSchema schema, Optional<ShownCombinations> shown) {}
