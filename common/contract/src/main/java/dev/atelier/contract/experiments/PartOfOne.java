package dev.atelier.contract.experiments;

import java.math.BigDecimal;

/** Numbers above 0 and at most 1 as people write them, short enough to be the same in every text. */
final class PartOfOne {
    static final int MOST_DECIMALS = 6;

    private PartOfOne() {}

    static boolean isValid(BigDecimal number) {
        return number != null
                && number.signum() > 0
                && number.compareTo(BigDecimal.ONE) <= 0
                && number.stripTrailingZeros().scale() <= MOST_DECIMALS;
    }
}
