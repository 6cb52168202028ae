package dev.atelier.trainer.datasets.preparation;

import dev.atelier.trainer.datasets.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is left out of a source and why, and what is odd and kept; for one thread. */
public final class Findings {

    private static final int PLACES = 5;

    private final Map<String, Places> skipped = new LinkedHashMap<>();
    private final Map<String, Places> remarks = new LinkedHashMap<>();

    private static final class Places {
        private final List<String> first = new ArrayList<>();
        private int count;

        void add(String place) {
            count++;
            if (first.size() < PLACES) {
                first.add(place);
            }
        }
    }

    /**
     * Something was left out.
     *
     * @param reason the same text for all of one kind
     * @param place where in the source
     */
    public void skip(String reason, String place) {
        skipped.computeIfAbsent(reason, r -> new Places()).add(place);
    }

    /** Something was odd, and is used nevertheless. */
    public void remark(String what, String place) {
        remarks.computeIfAbsent(what, r -> new Places()).add(place);
    }

    public List<Finding> skipped() {
        return list(skipped);
    }

    public List<Finding> remarks() {
        return list(remarks);
    }

    private static List<Finding> list(Map<String, Places> places) {
        return places.entrySet().stream()
                .map(e -> new Finding(e.getKey(), e.getValue().count, e.getValue().first))
                .toList();
    }
}
