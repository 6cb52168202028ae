package dev.atelier.contract.objects;

import java.time.Instant;
import java.util.Map;

/**
 * What the store says of an object.
 *
 * @param size in bytes
 * @param modifiedAt when it was written last, or that began, by the store's clock
 * @param metadata the user's metadata, names in lower case
 */
public record ObjectInfo(String key, long size, String contentType, Instant modifiedAt, Map<String, String> metadata) {}
