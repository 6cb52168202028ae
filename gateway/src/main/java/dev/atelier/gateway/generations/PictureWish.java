package dev.atelier.gateway.generations;

import dev.atelier.contract.attributes.Selection;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One picture that is wanted.
 *
 * @param version or alias; the champion where absent
 * @param seed 0 to 2⁵³−1; derived from the job id where absent
 */
public record PictureWish(String model, Optional<String> version, Selection attributes, OptionalLong seed) {}
