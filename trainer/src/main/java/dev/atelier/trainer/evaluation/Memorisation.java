package dev.atelier.trainer.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Does the generator repeat training pictures? Distances in feature space to the nearest training picture, of generated
 * pictures and of real ones that were held out. What is nearer than the nearest hundredth of one half of the held-out
 * pictures counts as very close; the other half tells how often that happens to pictures that nobody copied.
 *
 * @param median of the generated pictures' distances
 * @param realMedian of the held-out pictures' distances
 * @param closer share of generated pictures that are very close
 * @param realCloser share of the held-out pictures of the other half that are very close, about .01
 * @param closest the generated pictures that come nearest to a training picture, the nearest first
 */
public record Memorisation(double median, double realMedian, double closer, double realCloser, List<Pair> closest) {

    private static final int SHOWN = 16;

    /** A picture's index in its set, that of the nearest training picture, and how far they are apart. */
    public record Pair(int picture, int training, double distance) {}

    public Memorisation {
        closest = List.copyOf(closest);
    }

    /**
     * All as [count][features].
     *
     * @param heldOut in random order
     * @throws IllegalArgumentException where there is no generated or training picture, or fewer than two held out
     */
    public static Memorisation of(float[][] generated, float[][] heldOut, float[][] training) {
        if (generated.length == 0 || heldOut.length < 2 || training.length == 0) {
            throw new IllegalArgumentException("memorisation needs generated and training pictures and two held-out"
                    + " ones, not " + generated.length + ", " + training.length + " and " + heldOut.length);
        }
        List<Pair> made = nearest(generated, training);
        List<Pair> real = nearest(heldOut, training);
        List<Pair> half = real.stream().filter(p -> p.picture() % 2 == 0).toList();
        List<Pair> other = real.stream().filter(p -> p.picture() % 2 == 1).toList();
        double threshold = half.get(half.size() / 100).distance();
        return new Memorisation(
                made.get(made.size() / 2).distance(),
                real.get(real.size() / 2).distance(),
                nearerThan(threshold, made),
                nearerThan(threshold, other),
                made.subList(0, Math.min(SHOWN, made.size())));
    }

    private static double nearerThan(double threshold, List<Pair> pairs) {
        return (double) pairs.stream().filter(p -> p.distance() < threshold).count() / pairs.size();
    }

    /** Each one with its nearest, in the order of their distances. */
    private static List<Pair> nearest(float[][] from, float[][] training) {
        List<Pair> pairs = new ArrayList<>();
        Distances.each(from, training, (index, squared) -> {
            int nearest = 0;
            for (int j = 1; j < squared.length; j++) {
                nearest = squared[j] < squared[nearest] ? j : nearest;
            }
            pairs.add(new Pair(index, nearest, Math.sqrt(squared[nearest])));
        });
        pairs.sort(Comparator.comparingDouble(Pair::distance));
        return pairs;
    }
}
