package dev.atelier.gateway.requests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7396): what it says of a field replaces it, null removes it, and only objects are gone into. */
public final class MergePatch {
    private MergePatch() {}

    /** @return {@code target} with the changes that {@code patch} says; neither is changed itself */
    public static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        if (target instanceof ObjectNode object) {
            merged.setAll(object);
        }
        patch.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                merged.remove(change.getKey());
            } else {
                merged.set(change.getKey(), apply(merged.path(change.getKey()), change.getValue()));
            }
        });
        return merged;
    }
}
