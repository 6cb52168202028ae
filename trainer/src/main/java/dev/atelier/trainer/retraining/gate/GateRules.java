package dev.atelier.trainer.retraining.gate;

import java.util.Optional;

/**
 * What a challenger has to be like. Shares are from 0 to 1; losses are differences of shares, growths are relative.
 *
 * @param labelMatchLoss that is borne
 * @param fidGrowth that is borne
 * @param valueLoss of the F1 of any single value of an attribute that is borne
 * @param valueImages pictures of a value from which its F1 says something; values asked for less often are left out
 * @param latencyGrowth of the time for a batch that is borne
 * @param labelMatchGain from which the challenger is better
 * @param fidDrop from which the challenger is better
 * @param leastLabelMatch without a champion
 * @param mostFid without a champion; any where empty
 */
public record GateRules(
        double labelMatchLoss,
        double fidGrowth,
        double valueLoss,
        int valueImages,
        double latencyGrowth,
        double labelMatchGain,
        double fidDrop,
        double leastLabelMatch,
        Optional<Double> mostFid) {

    /** Those that apply where nothing else is configured. */
    public static final GateRules USUAL = new GateRules(0.01, 0.05, 0.05, 50, 0.25, 0.005, 0.02, 0.5, Optional.empty());
}
