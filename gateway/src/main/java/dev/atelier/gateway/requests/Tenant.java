package dev.atelier.gateway.requests;

import dev.atelier.contract.products.StoreName;
import java.util.regex.Pattern;

/**
 * Whose job, catalogue or store it is.
 *
 * @param name 1 to 64 characters that may stand in an object's key
 */
public record Tenant(String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** The only one until accounts exist, unless a proxy names others. */
    public static final Tenant DEFAULT = new Tenant(StoreName.DEFAULT_TENANT);

    public Tenant {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is no tenant's name");
        }
    }

    /** Whether a tenant may be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
