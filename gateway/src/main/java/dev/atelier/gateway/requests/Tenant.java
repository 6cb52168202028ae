package dev.atelier.gateway.requests;

/** Whose job it is. */
public final class Tenant {
    /** The only one until accounts exist. */
    public static final String DEFAULT = "default";

    private Tenant() {}
}
