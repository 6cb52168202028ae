package dev.atelier.contract.catalogues;

import java.util.ArrayList;
import java.util.List;

/**
 * Something wrong with a line that says what a batch wants.
 *
 * @param field column, attribute or axis; empty where the whole line is meant
 * @param value what stands there, shortened; empty where nothing does
 * @param message a sentence that says what is wrong and what would be right
 * @param closest valid names nearest to what stands there, best first; may be empty
 */
public record Mistake(String field, String value, String message, List<String> closest) {
    private static final int LONGEST_SHOWN = 100;
    /** A line of thousands of fields can be wrong in each; who reads of these knows after a few what is wrong. */
    private static final int MOST = 20;

    public Mistake {
        field = shortened(field);
        value = shortened(value);
        closest = List.copyOf(closest);
    }

    static Mistake of(String field, String value, String message) {
        return new Mistake(field, value, message, List.of());
    }

    /** All of a place where they are few, else the first ones, and at their end how many more there are. */
    static List<Mistake> few(List<Mistake> all) {
        if (all.size() <= MOST) {
            return List.copyOf(all);
        }
        var few = new ArrayList<>(all.subList(0, MOST - 1));
        few.add(of("", "", "There are " + (all.size() - few.size()) + " mistakes more."));
        return List.copyOf(few);
    }

    static String shortened(String text) {
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
