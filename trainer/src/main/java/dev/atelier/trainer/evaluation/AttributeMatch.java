package dev.atelier.trainer.evaluation;

import java.util.Map;
import java.util.OptionalDouble;

/** How well a classifier finds the values of an attribute that pictures were asked for; in real ones, those that they have. */
public sealed interface AttributeMatch permits LabelMatch, MultiLabelMatch {

    /** One number for all values, 0 to 1: the share of pictures that are right, or F1. */
    OptionalDouble overall();

    /** Of each value, the share of the pictures that were asked for it in which it is seen; empty where none was. */
    Map<String, OptionalDouble> perValue();

    /** Empty where it is one of nothing. */
    static OptionalDouble share(long part, long all) {
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / all);
    }
}
