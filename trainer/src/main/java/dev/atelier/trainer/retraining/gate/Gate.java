package dev.atelier.trainer.retraining.gate;

import dev.atelier.contract.messages.Verdict;
import dev.atelier.contract.messages.Verdict.Rule;
import dev.atelier.trainer.retraining.gate.Numbers.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges a challenger by its numbers beside the champion's. It must not lose more than is borne anywhere, and must be better
 * in label match or FID. Of latency it can only lose: two networks of the same layers differ in it by chance alone. So it is
 * with the values of attributes: of dozens, each measured on dozens of pictures, some are always better by chance, and any
 * challenger would win.
 */
public record Gate(GateRules rules) {

    /**
     * The rules one by one.
     *
     * @param champion where there is one; else the challenger has to reach the floors
     */
    public List<Rule> judge(Numbers challenger, Optional<Numbers> champion) {
        return champion.map(numbers -> beside(challenger, numbers)).orElseGet(() -> alone(challenger));
    }

    private List<Rule> alone(Numbers challenger) {
        List<Rule> judged = new ArrayList<>();
        judged.add(atLeast("labelMatch", challenger.labelMatch(), Optional.empty(), rules.leastLabelMatch(), 0));
        rules.mostFid().ifPresent(most -> judged.add(atMost("fid", challenger.fid(), Optional.empty(), most, most)));
        return judged;
    }

    private List<Rule> beside(Numbers challenger, Numbers champion) {
        List<Rule> judged = new ArrayList<>();
        judged.add(atLeast(
                "labelMatch",
                challenger.labelMatch(),
                Optional.of(champion.labelMatch()),
                champion.labelMatch() - rules.labelMatchLoss(),
                champion.labelMatch() + rules.labelMatchGain()));
        judged.add(atMost(
                "fid",
                challenger.fid(),
                Optional.of(champion.fid()),
                champion.fid() * (1 + rules.fidGrowth()),
                champion.fid() * (1 - rules.fidDrop())));
        for (Map.Entry<String, Match> value : challenger.values().entrySet()) {
            Optional<Match> before = Optional.ofNullable(champion.values().get(value.getKey()));
            if (before.isPresent() && value.getValue().asked() >= rules.valueImages()) {
                judged.add(atLeast(
                        "f1." + value.getKey(),
                        value.getValue().f1(),
                        before.map(Match::f1),
                        before.get().f1() - rules.valueLoss(),
                        Double.POSITIVE_INFINITY));
            }
        }
        judged.add(atMost(
                "latencyMs",
                challenger.latencyMs(),
                Optional.of(champion.latencyMs()),
                champion.latencyMs() * (1 + rules.latencyGrowth()),
                Double.NEGATIVE_INFINITY));
        return judged;
    }

    private static Rule atLeast(String name, double value, Optional<Double> champion, double least, double better) {
        return new Rule(name, value, champion, text("at least", least), value >= least, value >= better);
    }

    private static Rule atMost(String name, double value, Optional<Double> champion, double most, double better) {
        return new Rule(name, value, champion, text("at most", most), value <= most, value <= better);
    }

    private static String text(String bound, double number) {
        return String.format(Locale.ROOT, "%s %.4f", bound, number);
    }

    /**
     * The judgement.
     *
     * @param champion version that was measured beside it, and the alias' revision then
     * @param evaluation key of all numbers in the store
     */
    public Verdict verdict(
            List<Rule> judged, Optional<String> champion, Optional<Long> championRevision, String evaluation) {
        List<Rule> broken = judged.stream().filter(rule -> !rule.kept()).toList();
        List<Rule> better = judged.stream().filter(Rule::better).toList();
        boolean passed = broken.isEmpty() && (champion.isEmpty() || !better.isEmpty());
        return new Verdict(
                passed, reason(champion, broken, better), judged, champion, championRevision, Optional.of(evaluation));
    }

    private String reason(Optional<String> champion, List<Rule> broken, List<Rule> better) {
        if (!broken.isEmpty()) {
            return "it loses more than is borne: " + numbers(broken);
        }
        if (champion.isEmpty()) {
            return "there is no champion, and it reaches the floors";
        }
        return better.isEmpty()
                ? String.format(
                        Locale.ROOT,
                        "it is not better than champion %s: label match would have to rise by %s or FID to fall by %s %%",
                        champion.get(),
                        rules.labelMatchGain(),
                        100 * rules.fidDrop())
                : "better than champion " + champion.get() + ": " + numbers(better);
    }

    private static String numbers(List<Rule> rules) {
        return rules.stream()
                .map(rule -> String.format(
                        Locale.ROOT,
                        "%s %.4f%s (%s)",
                        rule.name(),
                        rule.challenger(),
                        rule.champion()
                                .map(other -> String.format(Locale.ROOT, ", champion %.4f", other))
                                .orElse(""),
                        rule.limit()))
                .collect(Collectors.joining("; "));
    }
}
