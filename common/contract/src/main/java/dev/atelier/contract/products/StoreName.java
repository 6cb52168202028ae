package dev.atelier.contract.products;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Which store of which tenant. As a text {@code TENANT/NAME}, and {@code NAME} alone for a store of the tenant
 * {@value #DEFAULT_TENANT}: so everything that was written before stores had tenants says what it said then.
 *
 * @param tenant 1 to 64 of letters, digits, '.', '_' and '-', beginning with a letter or digit
 * @param name 1 to 63 of a-z, 0-9, '.' and '-', beginning with a letter or digit
 */
public record StoreName(String tenant, String name) implements Comparable<StoreName> {
    /** The only one where no proxy names others. */
    public static final String DEFAULT_TENANT = "default";

    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    public StoreName {
        if (tenant == null || !TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException(
                    "'" + tenant + "' cannot be a tenant's name: 1 to 64 of letters, digits, "
                            + "'.', '_' and '-', beginning with a letter or digit");
        }
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' cannot be a store's name: 1 to 63 of a-z, 0-9, '.' and "
                    + "'-', beginning with a letter or digit");
        }
    }

    /** Whether a store may be called so. */
    public static boolean isName(String name) {
        return name != null && NAME.matcher(name).matches();
    }

    /**
     * Of its text.
     *
     * @throws IllegalArgumentException where it is none, or is another text of the same store than {@link #toString}
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static StoreName parse(String text) {
        int slash = text == null ? -1 : text.indexOf('/');
        if (slash < 0) {
            return new StoreName(DEFAULT_TENANT, text);
        }
        var store = new StoreName(text.substring(0, slash), text.substring(slash + 1));
        if (store.isOfDefault()) {
            throw new IllegalArgumentException(
                    "a store of the tenant '" + DEFAULT_TENANT + "' is written without it, as '" + store + "'");
        }
        return store;
    }

    /** Whether it has a text that was one already when stores had no tenants. */
    public boolean isOfDefault() {
        return tenant.equals(DEFAULT_TENANT);
    }

    @Override
    public int compareTo(StoreName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    @JsonValue
    public String toString() {
        return isOfDefault() ? name : tenant + "/" + name;
    }
}
