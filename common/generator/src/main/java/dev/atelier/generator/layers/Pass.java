package dev.atelier.generator.layers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One walk of a batch through a network, and back where it is a walk for training.
 *
 * <p>It carries what all layers share (the conditions, how statistics are treated, which gradients are wanted) and a
 * tape: a layer {@linkplain #keep keeps} in the forward step what it {@linkplain #recall recalls} in the backward step,
 * last in, first out. Inference keeps nothing.
 */
public final class Pass {

    private final INDArray conditions;
    private final boolean taped;
    private final boolean parameterGradients;
    private final boolean batchStatistics;
    private final double statisticsShare;
    private final Deque<INDArray> tape;
    private final List<Pass> batches;
    private double penalty;

    private Pass(
            INDArray conditions,
            boolean taped,
            boolean parameterGradients,
            boolean batchStatistics,
            double statisticsShare) {
        this(conditions, taped, parameterGradients, batchStatistics, statisticsShare, new ArrayDeque<>(), 1);
    }

    private Pass(
            INDArray conditions,
            boolean taped,
            boolean parameterGradients,
            boolean batchStatistics,
            double statisticsShare,
            Deque<INDArray> tape,
            int batches) {
        this.tape = tape;
        this.conditions = conditions;
        this.taped = taped;
        this.parameterGradients = parameterGradients;
        this.batchStatistics = batchStatistics;
        this.statisticsShare = statisticsShare;
        this.batches = batches == 1
                ? List.of(this)
                : IntStream.range(0, batches)
                        .mapToObj(i -> new Pass(
                                Ops.part(conditions, i, batches),
                                taped,
                                parameterGradients,
                                batchStatistics,
                                statisticsShare,
                                tape,
                                1))
                        .toList();
    }

    /** Running statistics, no way back. Conditions are [batch, conditionSize]. */
    public static Pass inference(INDArray conditions) {
        return new Pass(conditions, false, false, false, 0);
    }

    /** Batch statistics, which also move the running ones; gradients of parameters and input. */
    public static Pass training(INDArray conditions) {
        return new Pass(conditions, true, true, true, 0.1);
    }

    /**
     * Training on several batches of one size, which lie one after the other in all arrays: layers that look at a batch as a
     * whole look at each, the others do their work for all at once. A large weight matrix then passes through the memory
     * once.
     */
    public static Pass training(INDArray conditions, int batches) {
        return new Pass(conditions, true, true, true, 0.1, new ArrayDeque<>(), batches);
    }

    /** As in training, but only the input's gradient is wanted: parameters and running statistics stay as they are. */
    public static Pass frozen(INDArray conditions) {
        return new Pass(conditions, true, false, true, 0);
    }

    /**
     * Forward only, with batch statistics that enter the running ones with the given share: calling it for batch 1, 2, 3,
     * … with share 1, 1/2, 1/3, … leaves the plain mean over those batches. Used to measure the statistics of averaged
     * weights.
     */
    public static Pass measuring(INDArray conditions, double share) {
        return new Pass(conditions, false, false, true, share);
    }

    public INDArray conditions() {
        return conditions;
    }

    /**
     * What the layers themselves add to the loss, of several batches together; their gradients are part of the backward walk.
     * 0 for most networks.
     */
    public double penalty() {
        return penalty
                + batches.stream()
                        .filter(batch -> batch != this)
                        .mapToDouble(Pass::penalty)
                        .sum();
    }

    void penalise(double summand) {
        penalty += summand;
    }

    /** This pass for each of its batches, with that batch's conditions; all have one tape. */
    List<Pass> batches() {
        return batches;
    }

    boolean batchStatistics() {
        return batchStatistics;
    }

    /** The share with which this batch's statistics enter the running ones, 0 to 1. */
    double statisticsShare() {
        return statisticsShare;
    }

    boolean parameterGradients() {
        return parameterGradients;
    }

    void keep(INDArray... arrays) {
        if (taped) {
            for (INDArray array : arrays) {
                tape.push(array);
            }
        }
    }

    INDArray recall() {
        if (tape.isEmpty()) {
            throw new IllegalStateException(
                    "backward without a matching forward: the pass has nothing (more) on its tape");
        }
        return tape.pop();
    }
}
