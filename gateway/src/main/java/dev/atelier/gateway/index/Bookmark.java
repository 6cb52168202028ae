package dev.atelier.gateway.index;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Up to where the log is in the index. Lies in the index's own commit, so that the two cannot part.
 *
 * @param topic id that the broker gave the topic: one of the same name that was made anew is another
 * @param offsets of the next record, by partition
 * @param complete when last everything that the topic held was in the index
 */
public record Bookmark(String topic, Map<Integer, Long> offsets, Instant complete) {
    private static final String TOPIC = "topic";
    private static final String COMPLETE = "complete";
    private static final String OFFSET = "offset.";

    public Bookmark {
        offsets = Map.copyOf(offsets);
    }

    /** As it is kept. */
    Map<String, String> texts() {
        var texts = new HashMap<String, String>();
        texts.put(TOPIC, topic);
        texts.put(COMPLETE, complete.toString());
        offsets.forEach((partition, offset) -> texts.put(OFFSET + partition, offset.toString()));
        return texts;
    }

    /** The one that was kept; empty in an index that never had one. */
    static Optional<Bookmark> of(Map<String, String> texts) {
        if (!texts.containsKey(TOPIC)) {
            return Optional.empty();
        }
        var offsets = new HashMap<Integer, Long>();
        texts.forEach((name, text) -> {
            if (name.startsWith(OFFSET)) {
                offsets.put(Integer.valueOf(name.substring(OFFSET.length())), Long.valueOf(text));
            }
        });
        return Optional.of(new Bookmark(texts.get(TOPIC), offsets, Instant.parse(texts.get(COMPLETE))));
    }
}
