package dev.atelier.contract.attributes;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Names that a person may have meant, by Jaro–Winkler similarity without regard to case. */
public final class ClosestNames {
    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();
    private static final int LONGEST_COMPARED = 100;

    private ClosestNames() {}

    /** At most three of {@code names}, the most similar to {@code given} first; never empty unless names is. */
    public static List<String> to(String given, Collection<String> names) {
        String wanted =
                given.substring(0, Math.min(given.length(), LONGEST_COMPARED)).toLowerCase(Locale.ROOT);
        return names.stream()
                .sorted(Comparator.comparingDouble((String name) -> -similarity(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(3)
                .toList();
    }

    private static double similarity(String wanted, String name) {
        double whole = SIMILARITY.apply(wanted, name);
        return !wanted.isBlank() && name.contains(wanted) ? Math.max(whole, 0.9) : whole;
    }
}
