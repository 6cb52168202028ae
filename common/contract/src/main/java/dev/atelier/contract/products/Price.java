package dev.atelier.contract.products;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a product costs.
 *
 * @param amount 0 or more, at most {@value #DIGITS} digits of which at most {@value #DECIMALS} are decimals
 * @param currency by ISO 4217, such as {@code EUR}; absent where a store has one currency and does not say it
 */
public record Price(BigDecimal amount, Optional<String> currency) {
    public static final int DIGITS = 15;
    private static final int DECIMALS = 4;
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    public Price {
        if (amount == null || amount.signum() < 0) {
            throw new IllegalArgumentException("a price's 'amount' must be 0 or more, not " + amount);
        }
        if (amount.scale() < 0 || amount.scale() > DECIMALS || amount.precision() > DIGITS) {
            throw new IllegalArgumentException("a price's 'amount' must have at most " + DIGITS + " digits and "
                    + DECIMALS + " decimals, and no exponent, not " + amount);
        }
        currency = currency == null ? Optional.empty() : currency;
        currency.ifPresent(code -> {
            if (!CURRENCY.matcher(code).matches()) {
                throw new IllegalArgumentException(
                        "a price's 'currency' must be three capital letters such as EUR, not '" + code + "'");
            }
        });
    }

    /** A price in a currency. */
    public static Price of(String amount, String currency) {
        return new Price(new BigDecimal(amount), Optional.of(currency));
    }
}
