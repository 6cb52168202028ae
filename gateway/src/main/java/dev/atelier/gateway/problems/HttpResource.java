package dev.atelier.gateway.problems;

/** Marks the classes that answer paths, so that {@link AllowedMethods} finds them without knowing their packages. */
public interface HttpResource {}
