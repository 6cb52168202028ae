package dev.atelier.standalone.load;

import java.util.ArrayList;
import java.util.List;

/**
 * Which windows count: the last ones in a row whose rates are alike. A gateway that has just started compiles its code
 * while it is measured, and what it makes of the first windows says nothing of the next ones.
 *
 * @param wanted windows in a row
 * @param tolerance largest distance of a window's rate from the mean of these, as a share of it
 */
record Steadiness(int wanted, double tolerance) {
    /** The windows that count, the last ones in any case. */
    List<Window> counting(List<Window> all) {
        return new ArrayList<>(all.subList(Math.max(0, all.size() - wanted), all.size()));
    }

    boolean reached(List<Window> all) {
        List<Window> last = counting(all);
        double mean =
                last.stream().mapToDouble(Window::acceptedPerSecond).average().orElse(0);
        return last.size() == wanted
                && mean > 0
                && last.stream().allMatch(window -> Math.abs(window.acceptedPerSecond() - mean) <= tolerance * mean);
    }
}
