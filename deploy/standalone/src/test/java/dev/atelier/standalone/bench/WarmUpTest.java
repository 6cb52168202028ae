package dev.atelier.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static boolean isOverAfter(double... rates) {
        WarmUp warmUp = new WarmUp();
        Arrays.stream(rates).forEach(warmUp::add);
        return warmUp.isOver();
    }

    @Test
    void itGoesOnWhileARoundIsFasterThanAllBefore() {
        assertThat(isOverAfter()).isFalse();
        assertThat(isOverAfter(100)).isFalse();
        assertThat(isOverAfter(100, 150, 200)).isFalse();
    }

    @Test
    void oneSlowRoundDoesNotEndIt() {
        assertThat(isOverAfter(100, 150, 140)).isFalse();
        assertThat(isOverAfter(100, 150, 140, 160)).isFalse();
    }

    @Test
    void twoRoundsInARowThatAreNoFasterEndIt() {
        assertThat(isOverAfter(100, 150, 140, 150.5)).isTrue();
        assertThat(isOverAfter(100, 100, 100)).isTrue();
    }

    private static double[] rising(int rounds) {
        return IntStream.rangeClosed(1, rounds).asDoubleStream().toArray();
    }

    @Test
    void itEndsWhereASystemGetsFasterForEver() {
        assertThat(isOverAfter(rising(15))).isFalse();
        assertThat(isOverAfter(rising(16))).isTrue();
    }
}
