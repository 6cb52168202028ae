package dev.atelier.contract.objects;

import java.util.Map;

/**
 * What the store says of an object.
 *
 * @param size in bytes
 * @param metadata the user's metadata, names in lower case
 */
public record ObjectInfo(String key, long size, String contentType, Map<String, String> metadata) {}
