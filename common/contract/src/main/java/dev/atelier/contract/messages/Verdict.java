package dev.atelier.contract.messages;

import java.util.List;
import java.util.Optional;

/**
 * What the gate says of a challenger beside the champion, both measured on the same held-out pictures by the same
 * classifier.
 *
 * @param passed whether it may become the champion
 * @param reason a sentence for people
 * @param rules one by one, with the numbers
 * @param champion version that it was measured against; absent where there is none
 * @param championRevision of the alias at that time, which is what a promotion replaces; absent where there was none
 * @param evaluation key of the whole evaluation in the store
 */
public record Verdict(
        boolean passed,
        String reason,
        List<Rule> rules,
        Optional<String> champion,
        Optional<Long> championRevision,
        Optional<String> evaluation) {
    public Verdict {
        rules = List.copyOf(rules);
        champion = champion == null ? Optional.empty() : champion;
        championRevision = championRevision == null ? Optional.empty() : championRevision;
        evaluation = evaluation == null ? Optional.empty() : evaluation;
    }

    /** Of a model without a champion, or one of whose champion only the version is known. */
    public Verdict(
            boolean passed, String reason, List<Rule> rules, Optional<String> champion, Optional<String> evaluation) {
        this(passed, reason, rules, champion, Optional.empty(), evaluation);
    }

    /**
     * A rule and how it came out.
     *
     * @param name of what is measured, such as {@code labelMatch} or {@code f1.colour.red}
     * @param challenger its number
     * @param champion the number of the champion; absent where there is none
     * @param limit in words, such as {@code at least 0.91}
     * @param kept whether the challenger keeps the rule
     * @param better whether the challenger is better by more than the rule asks for
     */
    public record Rule(
            String name, double challenger, Optional<Double> champion, String limit, boolean kept, boolean better) {
        public Rule {
            champion = champion == null ? Optional.empty() : champion;
        }
    }
}
