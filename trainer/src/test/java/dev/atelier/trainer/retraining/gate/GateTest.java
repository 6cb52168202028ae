package dev.atelier.trainer.retraining.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.contract.attributes.Attribute;
import dev.atelier.contract.attributes.AttributeSchema;
import dev.atelier.contract.messages.Verdict;
import dev.atelier.trainer.evaluation.Readings;
import dev.atelier.trainer.retraining.gate.Numbers.Match;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Numbers CHAMPION = numbers(0.90, 20, 0.95, 100, 10);

    private final Gate gate = new Gate(GateRules.USUAL);

    private static Numbers numbers(double match, double fid, double red, int asked, double latency) {
        return new Numbers(match, fid, Map.of("colour.red", new Match(red, asked)), latency);
    }

    private Verdict verdict(Numbers challenger) {
        return gate.verdict(
                gate.judge(challenger, Optional.of(CHAMPION)), Optional.of("7"), Optional.of(3L), "evaluation.json");
    }

    @Test
    void whoIsBetterInOneAndWorseInNothingPasses() {
        Verdict verdict = verdict(numbers(0.92, 20, 0.95, 100, 10));

        assertThat(verdict.passed()).isTrue();
        assertThat(verdict.reason()).contains("better than champion 7").contains("labelMatch 0.9200, champion 0.9000");
        assertThat(verdict.championRevision()).contains(3L);
    }

    @Test
    void whoIsAsGoodDoesNotReplaceTheChampion() {
        Verdict verdict = verdict(numbers(0.903, 19.8, 0.95, 100, 10));

        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.reason()).contains("not better than champion 7");
    }

    @Test
    void aFallOfFidIsAGain() {
        assertThat(verdict(numbers(0.895, 19, 0.95, 100, 10)).passed()).isTrue();
    }

    @Test
    void eachLossIsNamedWithItsNumbers() {
        assertThat(verdict(numbers(0.88, 15, 0.95, 100, 10)).reason())
                .contains("labelMatch 0.8800, champion 0.9000 (at least 0.8900)");
        assertThat(verdict(numbers(0.95, 22, 0.95, 100, 10)).reason()).contains("fid 22.0000");
        assertThat(verdict(numbers(0.95, 15, 0.85, 100, 10)).reason()).contains("f1.colour.red 0.8500");
        assertThat(verdict(numbers(0.95, 15, 0.95, 100, 13)).reason()).contains("latencyMs 13.0000");
    }

    @Test
    void aValueThatWasHardlyAskedForSaysNothing() {
        assertThat(verdict(numbers(0.95, 15, 0.50, 20, 10)).passed()).isTrue();
    }

    @Test
    void aFasterNetworkAloneIsNotBetter() {
        assertThat(verdict(numbers(0.90, 20, 0.95, 100, 5)).passed()).isFalse();
    }

    @Test
    void withoutAChampionTheFloorDecides() {
        var good = gate.judge(numbers(0.6, 90, 0.1, 100, 10), Optional.empty());
        var bad = gate.judge(numbers(0.4, 90, 0.1, 100, 10), Optional.empty());

        assertThat(gate.verdict(good, Optional.empty(), Optional.empty(), "e").passed())
                .isTrue();
        assertThat(gate.verdict(bad, Optional.empty(), Optional.empty(), "e").reason())
                .contains("labelMatch 0.4000 (at least 0.5000)");
    }

    @Test
    void aValueThatTheChampionCannotMakeAsksNothingOfTheChallenger() {
        Numbers champion = numbers(0.5, 30, 0, 100, 10);

        var judged = gate.judge(numbers(0.9, 20, 0.02, 100, 10), Optional.of(champion));

        assertThat(gate.verdict(judged, Optional.of("7"), Optional.of(3L), "e").passed())
                .isTrue();
    }

    /** All that it is asked for comes out red, so all that is asked to be red does. */
    @Test
    void aChampionThatMakesTheSameOfEveryValueDoesNotKeepAGoodOneOut() {
        Numbers champion = ofRedAndBlue(0.5, 60, 0);
        Numbers challenger = ofRedAndBlue(0.93, 20, 0.93);

        assertThat(champion.values().get("colour.red").f1()).isCloseTo(2.0 / 3, within(0.01));
        var judged = gate.judge(challenger, Optional.of(champion));
        assertThat(gate.verdict(judged, Optional.of("7"), Optional.of(3L), "e").passed())
                .isTrue();
    }

    /**
     * @param blue share of the pictures asked to be blue that are; of the red ones as many are, or all where none is blue
     */
    private static Numbers ofRedAndBlue(double match, double fid, double blue) {
        int each = 100;
        float[][] conditions = new float[2 * each][];
        float[][] seen = new float[2 * each][];
        for (int i = 0; i < each; i++) {
            boolean right = i < blue * each;
            conditions[i] = new float[] {1, 0};
            seen[i] = right || blue == 0 ? new float[] {1, 0} : new float[] {0, 1};
            conditions[each + i] = new float[] {0, 1};
            seen[each + i] = right ? new float[] {0, 1} : new float[] {1, 0};
        }
        AttributeSchema schema = AttributeSchema.of(Attribute.oneOf("colour", List.of("red", "blue")));
        return new Numbers(match, fid, Numbers.matches(conditions, new Readings(seen, seen, seen), schema), 10);
    }
}
