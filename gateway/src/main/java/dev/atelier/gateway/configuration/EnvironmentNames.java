package dev.atelier.gateway.configuration;

import java.util.Locale;

/** Names that are parts of settings' names. */
public final class EnvironmentNames {
    private EnvironmentNames() {}

    /** The name of an environment variable has neither dots nor dashes, and what it says is read with either. */
    public static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[._-]", "-");
    }
}
