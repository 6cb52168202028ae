package dev.atelier.gateway.generations;

/** Whose job it is. */
final class Tenant {
    /** The only one until accounts exist. */
    static final String DEFAULT = "default";

    private Tenant() {}
}
