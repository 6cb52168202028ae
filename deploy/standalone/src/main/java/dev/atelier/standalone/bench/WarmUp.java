package dev.atelier.standalone.bench;

import java.util.ArrayList;
import java.util.List;

/** Rounds of a load, until two in a row are not faster than one before them. */
final class WarmUp {
    private static final int MOST = 16;
    /** What two rounds of a warm system differ by. */
    private static final double NOISE = 1.01;

    private final List<Double> rates = new ArrayList<>();

    /** @param rate of one more round, per second */
    void add(double rate) {
        rates.add(rate);
    }

    double last() {
        return rates.get(rates.size() - 1);
    }

    boolean isOver() {
        int best = 0;
        for (int round = 1; round < rates.size(); round++) {
            best = rates.get(round) > rates.get(best) * NOISE ? round : best;
        }
        return rates.size() == MOST || rates.size() - 1 - best >= 2;
    }
}
