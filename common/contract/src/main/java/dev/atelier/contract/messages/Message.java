package dev.atelier.contract.messages;

import java.util.Map;

/**
 * A message ready to be sent, or as it was received.
 *
 * @param key decides the partition
 * @param headers CloudEvents attributes, {@code ce_…}, and {@code content-type}
 * @param value JSON in UTF-8; null in a compacted topic removes what the key names
 */
public record Message(String topic, String key, Map<String, byte[]> headers, byte[] value) {}
